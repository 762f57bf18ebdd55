import Foundation
import Referrals
import Application
import Sealing
import Storage
import Wording

/// The checks of `plkk doctor` on the store of referrals.
struct DoctorStore {
  private typealias Check = DoctorCommand.Check

  let storeSession: StoreOptions

  /// How soon personal data has to go after consent was withdrawn.
  private static let withdrawal = RuleBook.withdrawal.newest.value

  func checks() async throws -> [DoctorCommand.Check] {
    let place = try StorePlace(storeSession.db)
    let title = say(id: "berkas rujukan", en: "referral file")
    guard place.isThere else {
      if case .file(let path) = place, let witness = SQLiteStore.witness(path) {
        return [
          Check(
            name: title, state: .wrong,
            detail: ReferFile.said(
              StoreError.databaseMissing(path: path, beside: witness).phrase))
        ]
      }
      return [
        Check(
          name: title, state: .skipped,
          detail: say(
            id: "tidak ada basis data di \(place.shown)",
            en: "no database at \(place.shown)"))
      ]
    }
    var checks: [Check] = []
    if case .file(let path) = place { checks.append(Self.modes(path)) }
    let open: StoreSession
    do {
      open = try await storeSession.admitted(.check, use: .inspection)
    } catch let failure as CommandFailure where failure.code != .notPermitted {
      checks.append(Check(name: title, state: .wrong, detail: failure.message))
      return checks
    }
    do throws(StoreError) {
      checks += try await contents(open, title)
    } catch {
      checks.append(
        Check(name: title, state: .wrong, detail: ReferFile.said(error.phrase)))
    }
    if let file = open.store as? SQLiteStore { try? await file.close() }
    return checks
  }

  /// Whether anyone but the owner may read what is secret.
  private static func modes(_ path: String) -> Check {
    var exposed: [String] = []
    for ending in ["", "-wal", "-shm", ".keys"] {
      var status = stat()
      guard stat(path + ending, &status) == 0, status.st_mode & 0o077 != 0 else { continue }
      let mode = String(status.st_mode & 0o777, radix: 8)
      exposed.append("\(Failures.path(path + ending)) 0\(mode)")
    }
    return Check(
      name: say(id: "hak berkas", en: "file modes"), state: exposed.isEmpty ? .good : .wrong,
      detail: exposed.isEmpty
        ? say(id: "hanya pemiliknya dapat membaca", en: "readable by their owner alone")
        : say(
          id: "terbuka bagi orang lain, jalankan chmod 600: ",
          en: "open to others, run chmod 600: ")
          + exposed.joined(separator: ", "))
  }

  private func contents(
    _ open: StoreSession, _ title: String
  ) async throws(StoreError) -> [DoctorCommand.Check] {
    let schema = try await open.store.migrations()
    var checks = [
      Check(
        name: title, state: .good,
        detail: say(id: "bentuk \(schema.last ?? "-")", en: "schema \(schema.last ?? "-")"))
    ]
    let report = try await open.store.verify()
    var found: [Part: [VerifyProblem]] = [:]
    for problem in report.problems { found[Part(problem), default: []].append(problem) }
    for part in Part.allCases {
      let problems = found[part] ?? []
      checks.append(
        Check(
          name: part.name, state: problems.isEmpty ? .good : .wrong,
          detail: problems.isEmpty ? part.seen(report) : IntegrityReportText.sentences(problems)))
    }
    checks.append(Self.head(report.head))
    let now = StoreSession.clock()
    checks += DoctorHealth.checks(try await open.store.health(now: now), now: now)
    if let file = open.store as? SQLiteStore {
      checks += Self.leftOver(file.path, file)
      checks.append(DoctorHealth.lists("\(file.path).lists"))
    }
    checks.append(try await withdrawn(open.store))
    return checks
  }

  /// Against what was compared whether anything was cut off.
  private static func head(_ state: HeadState?) -> DoctorCommand.Check {
    let name = say(id: "ujung catatan", en: "end of the logs")
    switch state {
    case .agrees(let head):
      return Check(
        name: name, state: .good,
        detail: say(id: "memuat yang dicatat di .head: ", en: "holds what .head knows of: ")
          + head.line)
    case .behind(let head):
      return Check(
        name: name, state: .wrong,
        detail: say(id: "lebih pendek dari .head: ", en: "shorter than .head says: ") + head.line)
    case .unreadable:
      return Check(
        name: name, state: .wrong, detail: IntegrityReportText.sentence(.unreadableHead))
    case .missing, nil:
      return Check(
        name: name, state: .skipped,
        detail: say(
          id: "tidak ada .head: yang terpotong tidak dapat diketahui",
          en: "no .head: what was cut off cannot be told"))
    }
  }

  /// What an interrupted restore or rotation left, and the copies that restores have kept.
  private static func leftOver(_ path: String, _ store: SQLiteStore) -> [DoctorCommand.Check] {
    var checks: [DoctorCommand.Check] = []
    if let rotation = store.unfinishedRotation {
      checks.append(
        Check(
          name: say(id: "penggantian kunci", en: "rotation of keys"), state: .wrong,
          detail: say(
            id: "belum selesai (\(rotation) kunci lama masih ada): jalankan plkk keys rotate",
            en: "not finished (\(rotation) older keys are left): run plkk keys rotate")))
    }
    let files = SQLiteStore.leftOver(path)
    if !files.isEmpty {
      checks.append(
        Check(
          name: say(id: "sisa pemulihan", en: "left by a restore"), state: .wrong,
          detail: files.map(Failures.path).joined(separator: ", ")))
    }
    return checks
  }

  /// Whether the data of withdrawn consents is gone in time.
  private func withdrawn(_ store: any KeptStore) async throws(StoreError) -> DoctorCommand.Check {
    let now = StoreSession.clock()
    let codes = try await store.purge(.standard, now: now, dryRun: true).withdrawn
    var late: [String] = []
    for code in codes {
      guard let frozen = try await store.referral(code)?.frozenAt else { continue }
      if now - frozen >= Self.withdrawal { late.append(code.text) }
    }
    return Check(
      name: say(id: "persetujuan ditarik", en: "consent withdrawn"),
      state: late.isEmpty ? .good : .wrong,
      detail: late.isEmpty
        ? say(
          id: "\(codes.count) menunggu plkk purge, semuanya dalam 72 jam",
          en: "\(codes.count) await plkk purge, all within 72 hours")
        : say(
          id: "lewat 72 jam, jalankan plkk purge --yes: ",
          en: "over 72 hours, run plkk purge --yes: ") + late.joined(separator: ", "))
  }

  /// What a problem is a problem of.
  private enum Part: CaseIterable {
    case pages, chain, state, personal, accesses, tokens

    init(_ problem: VerifyProblem) {
      self =
        switch problem {
        case .pages, .danglingRows, .foreignSchema: .pages
        case .missingEvents, .changedEvent, .emptiedEvent, .brokenChain, .behindHead,
          .unreadableHead:
          .chain
        case .unfoldable, .invariant, .rowDiffers, .attemptsDiffer, .unreadableRow: .state
        case .unopenedField, .missingField: .personal
        case .missingAccesses, .brokenAccesses: .accesses
        case .forgedToken, .changedTokens: .tokens
        }
    }

    var name: String {
      switch self {
      case .pages: say(id: "halaman basis data", en: "database pages")
      case .chain: say(id: "rantai kejadian", en: "chain of events")
      case .state: say(id: "keadaan rujukan", en: "state of referrals")
      case .personal: say(id: "data pribadi", en: "personal data")
      case .accesses: say(id: "catatan akses", en: "access log")
      case .tokens: say(id: "token", en: "tokens")
      }
    }

    /// What was checked and found good.
    func seen(_ report: VerifyReport) -> String {
      switch self {
      case .pages:
        return say(
          id: "integrity_check: ok; tabel, indeks dan pemicu seperti seharusnya",
          en: "integrity_check: ok; tables, indexes and triggers as they should be")
      case .chain:
        return say(
          id: "\(report.events) kejadian, \(report.purgedEvents) sudah dihapus isinya, tidak putus",
          en: "\(report.events) events, \(report.purgedEvents) of them purged, unbroken")
      case .state:
        return say(
          id: "\(report.referrals) rujukan sama dengan yang dihitung ulang dari kejadiannya",
          en: "\(report.referrals) referrals equal what their events make")
      case .personal:
        return say(
          id: "semua terbuka dengan kuncinya dan sesuai kejadiannya",
          en: "all opens with its key and belongs to its event")
      case .accesses:
        return say(
          id: "\(report.accesses) catatan, tidak putus", en: "\(report.accesses) entries, unbroken")
      case .tokens:
        return say(id: "semua bertanda tangan kunci", en: "all carry the mark of the keys")
      }
    }
  }
}
