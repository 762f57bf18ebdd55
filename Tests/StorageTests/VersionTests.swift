import Application
import Foundation
import Referrals
import Storage
import Testing

@Suite("Changes meant for a version")
struct VersionTests {
  @Test(
    "What was meant for another version changes nothing; a repeated request is answered as then")
  func versions() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/plkk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let store = try SQLiteStore(path: path + "/office.sqlite", use: .server)
    let moment = Instant(milliseconds: 1_795_185_000_000)
    let referralService = ReferralService(store: store, now: { moment })
    let local = Identity(actor: "local", role: .administrator, scope: "")
    let facts = CaseFacts(
      kind: .accident, regionCode: "63.71", emergency: [], emergencyAsked: true, basis: .consent)
    let opened = try await referralService.open(
      Opening(
        branch: "BJM", priority: .asap, facts: facts,
        destination: Destination(facilityID: "PLKK-63-097", standing: .unknown)), by: local)
    let first = try await referralService.perform(
      .receive(attempt: 1, by: .phone), on: opened.code, requestID: "a",
      ifVersion: opened.version, by: local)
    #expect(first.version == opened.version + 1)
    await #expect(throws: ReferralServiceError.store(.versionDiffers(first.version))) {
      try await referralService.perform(
        .accept(attempt: 1, by: .phone), on: opened.code, ifVersion: opened.version, by: local)
    }
    #expect(try await referralService.show(opened.code, by: local).version == first.version)
    let again = try await referralService.perform(
      .receive(attempt: 1, by: .phone), on: opened.code, requestID: "a",
      ifVersion: opened.version, by: local)
    #expect(again == first)
    // Of many who read the same version exactly one changes it.
    let done = await withTaskGroup(of: Bool.self) { tasks in
      for _ in 0..<8 {
        tasks.addTask {
          (try? await referralService.perform(
            .accept(attempt: 1, by: .phone), on: opened.code, ifVersion: first.version, by: local))
            != nil
        }
      }
      return await tasks.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(done == 1)
    try await store.close()
  }
}
