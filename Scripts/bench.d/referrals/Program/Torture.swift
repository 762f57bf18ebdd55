import Referrals
import Application
import Sealing
import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

let base = Instant(milliseconds: 1_795_185_000_000)
let hospital = Destination(facilityID: "PLKK-63-097", standing: .valid)

func opening() -> Opening {
  Opening(
    branch: "BJM", priority: .stat,
    facts: CaseFacts(kind: .accident, occurredAt: base, regionCode: "63.10", basis: .vitalInterest),
    destination: hospital)
}

/// Nobody: an invented person.
let person: [PersonalField: String] = [
  .name: "CONTOH Pekerja", .nik: "6371010101010001", .phone: "0511 0000000",
]

func nowInstant() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
}

func request(
  _ action: WriteRequest.Action, id: String?, actor: String, personal: [PersonalField: String] = [:]
) -> WriteRequest {
  var generator = SystemRandomNumberGenerator()
  return WriteRequest(
    action, moment: Moment(now: nowInstant(), actor: actor, party: nil), role: .officer,
    requestID: id, codes: (0..<2).map { _ in ReferralCode(using: &generator) }, personal: personal)
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}

/// The clock of a worker: every third steps back and forth by up to an hour, as clocks do that are set
/// by hand or over a bad line.
func unsteadyInstant(_ worker: String, _ number: Int) -> Instant {
  guard worker.utf8.reduce(0, { $0 + Int($1) }) % 3 == 0 else { return nowInstant() }
  return nowInstant() + .minutes(Int64(number * 37 % 121) - 60)
}

/// Eight writers that acknowledge what the store acknowledged, for a process that will be killed.
enum Torture {
  /// One acknowledged change a line: request id, actor, word, code, version, state of the attempt.
  static func write(_ directory: String, _ acks: String, _ seed: String) async {
    let file = open(acks, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    do {
      let store = try SQLiteStore(path: "\(directory)/plkk.sqlite", use: .server)
      await withTaskGroup(of: Void.self) { group in
        for worker in 0..<8 {
          group.addTask {
            var number = 0
            while true {
              number += 1
              await one(store, file, "w\(worker)", "\(seed)-\(worker)-\(number)")
            }
          }
        }
      }
    } catch {
      print("cannot write: \(error)")
      exit(1)
    }
  }

  /// One patient: opened, accepted, departed, arrived; each request repeated once, as after a dropped
  /// connection.
  private static func one(
    _ store: SQLiteStore, _ file: Int32, _ actor: String, _ prefix: String
  ) async {
    var code: ReferralCode?
    let steps: [Command?] = [
      nil, .accept(attempt: 1, by: .service), .depart(attempt: 1), .arrive(attempt: 1),
    ]
    for (index, step) in steps.enumerated() {
      let id = "\(prefix)-\(index)"
      let action: WriteRequest.Action
      if let step, let code { action = .change(code, step) } else { action = .open(opening()) }
      let personal: [PersonalField: String] = step == nil ? [.name: "CONTOH \(prefix)"] : [:]
      do {
        var first = request(action, id: id, actor: actor, personal: personal)
        first.moment.now = unsteadyInstant(
          actor, index + prefix.utf8.count + Int(prefix.utf8.last ?? 0))
        let receipt = try await store.write(first)
        let again = try await store.write(
          request(action, id: id, actor: actor, personal: personal))
        guard receipt == again else {
          print("a repeated request gave another receipt")
          exit(2)
        }
        code = receipt.code
        let line =
          "\(id) \(actor) \(step?.word ?? "open") \(receipt.code.text) \(receipt.version)\n"
        let bytes = Array(line.utf8)
        _ = bytes.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
      } catch {
        print("refused: \(error)")
        exit(3)
      }
    }
  }

  /// Compares the acknowledgements with the store, and the store with itself.
  static func check(_ directory: String, _ acks: String) async {
    var problems: [String] = []
    var count = 0
    do {
      let store = try SQLiteStore(path: "\(directory)/plkk.sqlite", use: .server)
      let report = try await store.verify()
      problems += report.problems.map { "\($0)" }
      var acknowledged: [ReferralCode: (word: String, version: Int)] = [:]
      var opened: [String: ReferralCode] = [:]
      for line in try lines(acks) {
        let parts = line.split(separator: " ")
        // A last line cut off by the kill was not seen whole by anyone.
        guard parts.count == 5, let version = Int(parts[4]),
          let code = try? ReferralCode(String(parts[3]))
        else { continue }
        count += 1
        if parts[2] == "open" {
          if opened.updateValue(code, forKey: String(parts[0])) != nil {
            problems.append("\(parts[0]) was opened twice")
          }
        }
        acknowledged[code] = (String(parts[2]), version)
      }
      if Set(opened.values).count != opened.count { problems.append("two requests share a code") }
      let wanted = ["open": 0, "accept": 1, "depart": 2, "arrive": 3]
      for (code, last) in acknowledged {
        guard let referral = try await store.referral(code) else {
          problems.append("\(code.text) is lost")
          continue
        }
        if referral.version < last.version { problems.append("\(code.text) lost a change") }
        let events = try await store.events(code)
        if zip(events, events.dropFirst()).contains(where: { $0.at > $1.at }) {
          problems.append("\(code.text): time runs backwards")
        }
        for action in [AttemptAction.accept, .depart, .arrive] {
          let times = events.filter {
            if case .stepped(let step) = $0.body { step.action == action } else { false }
          }.count
          let isDue = (wanted[action.rawValue] ?? 0) <= (wanted[last.word] ?? 0)
          if times > 1 || (isDue && times != 1) {
            problems.append("\(code.text) has \(action.rawValue) \(times) times")
          }
        }
        if try await store.personal(code)[.name]?.hasPrefix("CONTOH ") != true {
          problems.append("\(code.text) lost its sealed name")
        }
      }
      // Empties the log into the file, so that what is damaged afterwards is damaged for good.
      try await store.close()
      print(
        "acknowledged \(count), referrals \(report.referrals), events \(report.events), problems \(problems.count)"
      )
    } catch {
      problems.append("cannot check: \(error)")
    }
    for problem in problems.prefix(20) { print("  \(problem)") }
    exit(problems.isEmpty ? 0 : 1)
  }

  /// Fills a small disk until it is full, makes room and goes on; each change that was told to have
  /// failed must not be there, each acknowledged one must.
  static func full(_ directory: String, _ ballast: String) async {
    do {
      let path = "\(directory)/plkk.sqlite"
      let store = try SQLiteStore(path: path, use: .server)
      let first = await fill(store, "full", most: 100_000)
      print("  full: \(first.kept.count) acknowledged, then each client told \(first.words)")
      guard !first.refused.isEmpty, first.words == ["diskFull"] else {
        print("  expected the disk to be full")
        exit(1)
      }
      guard unlink(ballast) == 0 else {
        print("  cannot make room")
        exit(1)
      }
      let second = await fill(store, "room", most: 25)
      print("  with room again: \(second.kept.count) acknowledged, \(second.refused.count) refused")
      var problems = try await store.verify().problems.map { "\($0)" }
      for id in first.kept + second.kept where try await store.referral(id) == nil {
        problems.append("\(id.text) is lost")
      }
      for id in first.refused where try await store.referral(id) != nil {
        problems.append("\(id.text) is there though refused")
      }
      if !second.refused.isEmpty { problems.append("refused though there was room") }
      try await store.close()
      for problem in problems.prefix(20) { print("  \(problem)") }
      exit(problems.isEmpty ? 0 : 1)
    } catch {
      print("  failed: \(error)")
      exit(1)
    }
  }

  private struct Filling: Sendable {
    var kept: [ReferralCode] = []
    var refused: [ReferralCode] = []
    var words: Set<String> = []
  }

  /// Eight clients open referrals until each was refused once, or has opened so many.
  private static func fill(_ store: SQLiteStore, _ prefix: String, most: Int) async -> Filling {
    await withTaskGroup(of: Filling.self) { group in
      for client in 0..<8 {
        group.addTask {
          var filling = Filling()
          for number in 0..<most {
            let one = request(
              .open(opening()), id: "\(prefix)-\(client)-\(number)", actor: "f\(client)",
              personal: [.chronology: String(repeating: "CONTOH ", count: 250)])
            do {
              filling.kept.append(try await store.write(one).code)
            } catch {
              filling.refused += one.codes
              filling.words.insert("\(error)")
              break
            }
          }
          return filling
        }
      }
      return await group.reduce(into: Filling()) { all, one in
        all.kept += one.kept
        all.refused += one.refused
        all.words.formUnion(one.words)
      }
    }
  }

  /// Tries one change and prints how the store says that it cannot.
  static func once(_ directory: String) async {
    do {
      let store = try SQLiteStore(path: "\(directory)/plkk.sqlite", use: .server)
      _ = try await store.write(request(.open(opening()), id: nil, actor: "o"))
      print("written")
      exit(0)
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  private static func lines(_ path: String) throws -> [Substring] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
