package import Application
internal import Crypto
internal import Foundation

/// The keys of one database.
///
/// They live in a file of their own beside it, readable by its owner alone (0600), so that a copy of
/// the database says nothing. Sealing and look-up keys are replaced by a rotation. A key of the chain
/// is only followed by another from some event on: what it linked stays linked, and a thief of it
/// cannot rewrite the past, as the next link holds the last of the old ones.
package struct KeyRing: Sendable {
  /// How far a key file has come.
  package enum Stage: String, Sendable {
    /// Made for a database that is not there yet, and may be made.
    case fresh
    /// Belongs to a database: one that is missing or older than this program's shape was taken away.
    case used
    /// Of version 0.1.0: its database takes the new shape once, and then it is used.
    case version1
  }

  /// One key of the chain, with what is derived from it.
  package struct ChainKey: Sendable {
    let id: Int
    let key: SymmetricKey
    /// The first event and the first access that it links.
    var firstEvent: Int64
    var firstAccess: Int64
    let accesses: SymmetricKey
    let tokens: SymmetricKey
    let marks: SymmetricKey

    init(id: Int, key: SymmetricKey, firstEvent: Int64, firstAccess: Int64) {
      self.id = id
      self.key = key
      self.firstEvent = firstEvent
      self.firstAccess = firstAccess
      func derived(_ purpose: String) -> SymmetricKey {
        SymmetricKey(
          data: HMAC<SHA256>.authenticationCode(for: Data("plkk \(purpose)".utf8), using: key))
      }
      accesses = derived("accesses")
      tokens = derived("tokens")
      marks = derived("marks")
    }
  }

  package var stage: Stage
  private(set) var sealing: [Int: SymmetricKey]
  private(set) var lookups: [Int: SymmetricKey]
  private(set) var chains: [ChainKey]
  /// By it repeated requests are known again, also after a rotation.
  let requests: SymmetricKey

  /// The number of the key that new fields are sealed with, the highest; the database knows it too.
  package var current: Int { sealing.keys.max() ?? 0 }

  /// Fresh keys.
  package init() {
    stage = .fresh
    sealing = [1: SymmetricKey(size: .bits256)]
    lookups = [1: SymmetricKey(size: .bits256)]
    chains = [
      ChainKey(id: 1, key: SymmetricKey(size: .bits256), firstEvent: 1, firstAccess: 1)
    ]
    requests = SymmetricKey(size: .bits256)
  }

  private init(
    _ stage: Stage, _ sealing: [Int: SymmetricKey], _ lookups: [Int: SymmetricKey],
    _ chains: [ChainKey], _ requests: SymmetricKey
  ) {
    self.stage = stage
    self.sealing = sealing
    self.lookups = lookups
    self.chains = chains
    self.requests = requests
  }

  /// Adds a fresh key of each kind; those of the chain hold from these places on.
  package mutating func addKeys(firstEvent: Int64, firstAccess: Int64) {
    let id = current + 1
    sealing[id] = SymmetricKey(size: .bits256)
    lookups[id] = SymmetricKey(size: .bits256)
    chains.append(
      ChainKey(
        id: id, key: SymmetricKey(size: .bits256), firstEvent: firstEvent, firstAccess: firstAccess)
    )
  }

  /// The ring without keys that the database was not given yet, left by an interrupted rotation.
  package func selected(_ number: Int64) throws(StoreError) -> KeyRing {
    guard let number = Int(exactly: number), sealing[number] != nil,
      chains.contains(where: { $0.id <= number }), lookups.keys.contains(where: { $0 <= number })
    else { throw .keysUnusable }
    var ring = self
    ring.sealing = sealing.filter { $0.key <= number }
    ring.lookups = lookups.filter { $0.key <= number }
    ring.chains = chains.filter { $0.id <= number }
    return ring
  }

  /// Forgets all keys that seal or look up but the current ones.
  package mutating func dropOldKeys() {
    let kept = current
    let lookup = lookupID(for: kept)
    sealing = sealing.filter { $0.key == kept }
    lookups = lookups.filter { $0.key == lookup }
  }

  /// How many keys before the current one still seal something.
  package var olderKeys: Int { sealing.count - 1 }

  /// Whether a rotation was begun and not finished.
  package var isRotating: Bool { sealing.count > 1 || lookups.count > 1 }

  /// The keys of the chain that sign what is outside the file, oldest first: the newest, and while
  /// a rotation is not finished those before it that it replaces.
  ///
  /// Whoever stole an older one signs nothing with it.
  package var signing: ArraySlice<ChainKey> {
    let oldest = sealing.keys.min() ?? 0
    return chains[(chains.lastIndex { $0.id <= oldest } ?? 0)...]
  }

  /// The look-up key that goes with a sealing key: the newest that is not newer.
  private func lookupID(for sealID: Int) -> Int {
    lookups.keys.filter { $0 <= sealID }.max() ?? lookups.keys.min() ?? 0
  }
}

// MARK: - The file

extension KeyRing {
  private static let heading = "plkk-keys 2 "
  private static let firstHeading = "plkk-keys 1"

  /// Reads a key file; refuses one that others may read, or that belongs to another account.
  package init(path: String) throws(StoreError) {
    let bytes = try Files.secret(path, most: 65_536)
    guard let text = String(data: bytes, encoding: .utf8),
      let ring = Self.parsed(text.split(separator: "\n"))
    else { throw .keysUnusable }
    self = ring
  }

  private static func parsed(_ lines: [Substring]) -> KeyRing? {
    guard let first = lines.first else { return nil }
    let stage: Stage? =
      first == firstHeading
      ? .version1
      : first.hasPrefix(heading) ? Stage(rawValue: String(first.dropFirst(heading.count))) : nil
    guard let stage else { return nil }
    var found: [Substring: [Int: SymmetricKey]] = [:]
    var chains: [ChainKey] = []
    for line in lines.dropFirst() {
      let words = line.split(separator: " ")
      guard words.count >= 3, let id = Int(words[1]), let key = Self.key(hex: words[2]) else {
        return nil
      }
      guard words[0] == "chain" else {
        guard words.count == 3 else { return nil }
        found[words[0], default: [:]][id] = key
        continue
      }
      let places = words.dropFirst(3).map { Int64($0) }
      guard places.count == (stage == .version1 ? 0 : 2) else { return nil }
      guard let event = places.first ?? 1, let access = places.last ?? 1 else { return nil }
      chains.append(ChainKey(id: id, key: key, firstEvent: event, firstAccess: access))
    }
    chains.sort { $0.id < $1.id }
    guard let sealing = found["seal"], let lookups = found["lookup"], !chains.isEmpty,
      let requests = stage == .version1 ? lookups[1] : found["request"]?[1]
    else { return nil }
    return KeyRing(stage, sealing, lookups, chains, requests)
  }

  private var text: String {
    // A ring of version 0.1.0 is only ever written again after its database took the new shape.
    var lines = [Self.heading + (stage == .version1 ? Stage.used : stage).rawValue]
    for (id, key) in sealing.sorted(by: { $0.key < $1.key }) {
      lines.append("seal \(id) \(Hex.text(key))")
    }
    for (id, key) in lookups.sorted(by: { $0.key < $1.key }) {
      lines.append("lookup \(id) \(Hex.text(key))")
    }
    for one in chains {
      lines.append("chain \(one.id) \(Hex.text(one.key)) \(one.firstEvent) \(one.firstAccess)")
    }
    lines.append("request 1 \(Hex.text(requests))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Replaces the file, whole or not at all.
  package func write(path: String) throws(StoreError) {
    try Files.replace(path, with: Array(text.utf8))
  }

  /// Makes the file under an unused name.
  package func create(path: String) throws(StoreError) {
    try Files.place(path, Array(text.utf8))
  }

  private static func key(hex: Substring) -> SymmetricKey? {
    Hex.bytes(hex).flatMap { $0.count == 32 ? SymmetricKey(data: $0) : nil }
  }
}
