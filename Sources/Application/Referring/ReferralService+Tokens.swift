internal import Formats
public import Referrals
internal import Synchronization

// Authentication by token, and the rights to make and revoke tokens.

extension ReferralService {
  /// Authenticates a secret; failures of a source are slowed and logged.
  public func identity(
    secret: String, source: String
  ) async throws(ReferralServiceError) -> Identity {
    let time = max(now(), store.timeSeen)
    let source = GuessThrottle.source(ofAddress: source)
    let token = try await stored { () async throws(StoreError) in
      try await store.token(hash: store.digest(of: secret))
    }
    // A good token is never refused or kept waiting for what others at the same address try; and as it
    // forgives nothing, it does not help to mix it with guesses.
    guard let token, token.revokedAt == nil, time < token.expiresAt else {
      try await wrong(source)
      try await log(
        AuditEntry(
          at: time, actor: token?.id ?? "unknown", role: token?.role, action: "auth", code: nil,
          outcome: "not-authenticated", source: source))
      throw .notAuthenticated
    }
    return Identity(actor: token.id, role: token.role, scope: token.scope)
  }

  /// Counts a wrong guess of a source, or refuses to look at it before its wait is over.
  func wrong(_ source: String) async throws(ReferralServiceError) {
    let ticks = uptime()
    let wait = throttle.withLock { throttle -> TimeSpan? in
      if let wait = throttle.wait(source, now: ticks) { return wait }
      throttle.fail(source, now: ticks)
      return nil
    }
    if let wait { throw .slowDown(until: now() + wait) }
    let failures = throttle.withLock { $0.failures(source) }
    guard failures >= GuessThrottle.freeFailures else { return }
    // Kept, so that a restart forgives nothing.
    try await stored { () async throws(StoreError) in
      try await store.keep(guesses: failures, of: source, at: now())
    }
  }

  /// Restores the guess counts from before the last restart.
  public func rememberGuesses() async throws(ReferralServiceError) {
    let kept = try await stored { () async throws(StoreError) in
      try await store.guesses(since: now() - GuessThrottle.forgiveness)
    }
    let ticks = uptime()
    throttle.withLock { throttle in
      for (source, failures) in kept { throttle.resume(source, failures: failures, now: ticks) }
    }
  }

  /// Returns whether the token is still valid: neither revoked nor expired.
  ///
  /// Long-lived connections must check before each request.
  public func isTokenValid(_ identity: Identity) async throws(ReferralServiceError) -> Bool {
    let token = try await stored { () async throws(StoreError) in
      try await store.token(id: identity.actor)
    }
    guard let token else { return false }
    return token.revokedAt == nil && max(now(), store.timeSeen) < token.expiresAt
  }

  /// When a caller's token expires, where that is soon enough to request a new one: in the last quarter
  /// of its life, at most 14 days before; nil otherwise, and for a caller without a token.
  public func endOfToken(_ identity: Identity) async throws(ReferralServiceError) -> Instant? {
    let token = try await stored { () async throws(StoreError) in
      try await store.token(id: identity.actor)
    }
    guard let token else { return nil }
    let life = token.expiresAt - token.createdAt
    let notice = min(TimeSpan(milliseconds: life.milliseconds / 4), .days(14))
    return token.expiresAt - now() <= notice ? token.expiresAt : nil
  }

  /// Makes a token; the secret is given this once and kept nowhere.
  public func issueToken(
    role: Role, scope: String, label: String, life: TimeSpan, by identity: Identity
  ) async throws(ReferralServiceError) -> (secret: String, token: TokenRecord) {
    try await require(identity.role == .administrator, identity, "token-issue", nil)
    let label = ForeignText.line(label)
    let scope = try await logging("token-issue", identity) {
      () async throws(ReferralServiceError) in
      try await self.scope(scope, of: role, life: life, label: label)
    }
    var generator = SystemRandomNumberGenerator()
    let secret = Tokens.draw(using: &generator)
    let time = now()
    let token = TokenRecord(
      id: String(ReferralCode(using: &generator).text.lowercased()), role: role, scope: scope,
      label: label, createdAt: time, expiresAt: time + life)
    try await stored { () async throws(StoreError) in
      try await store.add(token, hash: store.digest(of: secret))
    }
    try await log(identity, "token-issue", nil)
    return (secret, token)
  }

  /// The scope of a new token, checked with what else it is to be.
  private func scope(
    _ scope: String, of role: Role, life: TimeSpan, label: String
  ) async throws(ReferralServiceError) -> String {
    guard life > TimeSpan(milliseconds: 0), life <= Tokens.longestLife else {
      throw .store(.invalid(what: "life", allowed: "up to 366 days"))
    }
    guard label.utf8.count <= 64 else {
      throw .store(.invalid(what: "label", allowed: "0...64 bytes"))
    }
    var names: [String] = []
    switch role {
    case .officer:
      guard Branch.names(scope).count == 1 else { throw .badScope(role) }
      names = [try await registered(scope)]
    case .supervisor:
      for name in Branch.names(scope) { names.append(try await registered(name)) }
      guard names.count <= Tokens.mostBranches, Set(names).count == names.count else {
        throw .badScope(role)
      }
    case .facility: names = [scope]
    case .auditor, .administrator:
      guard scope.isEmpty else { throw .badScope(role) }
      return ""
    }
    let isWhole = names.allSatisfy {
      !$0.isEmpty && ForeignText.isPlain($0) && $0.utf8.count <= Referral.longestName
    }
    guard !names.isEmpty, isWhole else { throw .badScope(role) }
    return Branch.scope(names)
  }

  /// Runs a part of an act that may be refused, which is then logged as such.
  func logging<Value: Sendable>(
    _ action: String, _ identity: Identity, _ work: () async throws(ReferralServiceError) -> Value
  ) async throws(ReferralServiceError) -> Value {
    do {
      return try await work()
    } catch {
      try await log(
        AuditEntry(at: now(), by: identity, action: action, code: nil, outcome: "refused"))
      throw error
    }
  }

  /// Revokes a token at once.
  public func revokeToken(_ id: String, by identity: Identity) async throws(ReferralServiceError)
    -> Bool
  {
    try await require(identity.role == .administrator, identity, "token-revoke", nil)
    let time = now()
    let isFound = try await stored { () async throws(StoreError) in
      try await store.revoke(token: id, at: time)
    }
    try await log(identity, "token-revoke", nil)
    return isFound
  }

  /// All tokens, without secrets.
  public func tokens(by identity: Identity) async throws(ReferralServiceError) -> [TokenRecord] {
    try await require(identity.role == .administrator, identity, "token-list", nil)
    try await log(identity, "token-list", nil)
    return try await stored { () async throws(StoreError) in try await store.tokens() }
  }
}
