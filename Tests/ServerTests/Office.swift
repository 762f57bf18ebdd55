import Foundation
import LineProtocol
import Referrals
import Application
import Storage
import Testing

@testable import Server

/// A store of its own for a test, with tokens for every role.
struct Office {
  let folder: String
  let store: SQLiteStore
  let endpoint: ReferralEndpoint
  private(set) var tokens: [String: String] = [:]
  /// 2026-11-20T14:30:00Z, Friday 22.30 WITA; moved on by tests.
  static let friday = Instant(milliseconds: 1_795_185_000_000)

  init(folder: String? = nil, now: Instant = Office.friday) async throws {
    self.folder =
      folder ?? FileManager.default.temporaryDirectory.path + "/plkk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: self.folder, withIntermediateDirectories: true)
    store = try SQLiteStore(path: self.folder + "/office.sqlite", use: .server)
    let referralService = ReferralService(store: store, now: { now })
    endpoint = ReferralEndpoint(referralService: referralService, now: { now })
    let local = Identity(actor: "local", role: .administrator, scope: "")
    for (name, role, scope) in [
      ("bjm", Role.officer, "BJM"), ("plk", .officer, "PLK"), ("ulin", .facility, "PLKK-63-097"),
      ("sari", .facility, "PLKK-63-093"), ("audit", .auditor, ""), ("admin", .administrator, ""),
    ] {
      tokens[name] = try await referralService.issueToken(
        role: role, scope: scope, label: name, life: .days(1), by: local
      ).secret
    }
  }

  func client(_ name: String, _ live: LiveServer) async throws -> RawClient {
    let client = try live.connect()
    let answer = await client.answer("AUTH \(tokens[name] ?? "")\n")
    try #require(answer == "+OK\r\n")
    return client
  }

  /// Takes the office away.
  func close() async throws {
    try await store.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Runs a test against a server of the office, which is taken away behind it.
  static func with(_ body: (Office, LiveServer) async throws -> Void) async throws {
    let office = try await Office()
    try await LiveServer.with(referrals: office.endpoint) { live in try await body(office, live) }
    try await office.close()
  }
}

extension RawClient {
  /// One reply, its lines without their first character.
  func reply(_ request: String) async -> [String] {
    var text = await answer(request + "\n")
    guard text.hasPrefix("*"), let end = text.firstIndex(of: "\r\n"),
      let count = Int(text[text.index(after: text.startIndex)..<end])
    else { return [text.replacing("\r\n", with: "")] }
    let have = text.split(separator: "\r\n").count - 1
    if have < count { text += await answer("", lines: count - have) }
    return text.split(separator: "\r\n").dropFirst().map { String($0.dropFirst()) }
  }
}

/// The value of a `name=value` field of a line.
func field(_ name: String, _ line: String?) -> String? {
  line?.split(separator: "\t").first { $0.hasPrefix(name + "=") }
    .map { String($0.dropFirst(name.count + 1)) }
}
