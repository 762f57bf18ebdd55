import Referrals
import Application
import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Referrals per second and their latency, beside what the same disk gives to bare SQLite.
enum Bench {
  /// Opens referrals with their person (name, NIK, phone, sealed) and a request id each; then commits
  /// the same rows by bare SQLite: one by one, in groups of the size that the store's had, and in groups
  /// of as many as there were clients, which a store that prepares one group while it commits another
  /// cannot have.
  static func run(_ directory: String, seconds: Double) async {
    do {
      for clients in [1, 8, 64] {
        var rounds: [Round] = []
        for _ in 0..<3 {
          rounds.append(try await round(directory, clients: clients, seconds: seconds))
        }
        let store = median(rounds.map(\.store))
        print(
          "\(clients) clients: \(whole(store)) referrals/s, "
            + "p50 \(hundredths(median(rounds.map(\.p50)))) ms, "
            + "p99 \(hundredths(median(rounds.map(\.p99)))) ms")
        func compare(_ name: String, _ rates: [Double]) {
          let shares = zip(rounds, rates).map { $0.store / $1 }
          print(
            "  bare SQLite, \(name): \(whole(median(rates)))/s; "
              + "the store has \(hundredths(median(shares))) of it "
              + "(\(shares.sorted().map(hundredths).joined(separator: ", ")))")
        }
        compare("the same rows one by one", rounds.map(\.single))
        if clients > 1 {
          let sizes = rounds.map { "\($0.groupSize)" }.joined(separator: ", ")
          compare("the same rows in groups of the store's size, \(sizes)", rounds.map(\.group))
          compare("the same rows in groups of \(clients)", rounds.map(\.whole))
        }
        compare("the rows without indexes and checks", rounds.map(\.bare))
      }
    } catch {
      print("failed: \(error)")
      exit(1)
    }
  }

  /// One after the other on the same disk, so that what else the machine does hits all alike.
  private struct Round {
    var store: Double
    var p50: Double
    var p99: Double
    var single: Double
    /// The mean size of the store's groups, rounded.
    var groupSize: Int
    var group: Double
    /// Groups of as many as there were clients.
    var whole: Double
    var bare: Double
  }

  private static func round(
    _ directory: String, clients: Int, seconds: Double
  ) async throws -> Round {
    let path = "\(directory)/bench.sqlite"
    let raw = "\(directory)/raw.sqlite"
    remove(path)
    let store = try SQLiteStore(path: path)
    let (count, elapsed, latencies) = await load(store, clients: clients, seconds: seconds)
    let groupSize = Int((Double(count) / Double(max(1, store.commitCount))).rounded())
    try await store.close()
    let ceiling = try Ceiling(of: path, most: min(count, 20_000))
    remove(path)
    func rate(_ group: Int, _ tables: Ceiling.Tables) throws -> Double {
      remove(raw)
      defer { remove(raw) }
      return try ceiling.rate(raw, group: group, seconds: seconds, into: tables)
    }
    return Round(
      store: Double(count) / elapsed, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99),
      single: try rate(1, .same), groupSize: groupSize, group: try rate(groupSize, .same),
      whole: try rate(clients, .same), bare: try rate(clients, .bare))
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  /// Changes per second on open referrals: accepted, departed, arrived by many clients.
  static func steps(_ directory: String, seconds: Double) async {
    do {
      for clients in [1, 8, 64] {
        let path = "\(directory)/steps-\(clients).sqlite"
        let store = try SQLiteStore(path: path)
        let begin = clock()
        let latencies = await clientLoop(clients, until: begin + seconds) { client, number in
          let one = request(.open(opening()), id: "\(client)-\(number)", actor: "c\(client)")
          guard let code = try? await store.write(one).code else { return nil }
          var times: [Double] = []
          for command in [
            Command.accept(attempt: 1, by: .service), .depart(attempt: 1), .arrive(attempt: 1),
          ] {
            let start = clock()
            let step = request(
              .change(code, command), id: "\(client)-\(number)-\(command.word)",
              actor: "c\(client)")
            guard (try? await store.write(step)) != nil else { return nil }
            times.append(clock() - start)
          }
          return times
        }
        let elapsed = clock() - begin
        try await store.close()
        remove(path)
        print(
          "\(clients) clients: \(whole(Double(latencies.count) / elapsed)) steps/s beside "
            + "\(whole(Double(latencies.count) / 3 / elapsed)) openings/s, "
            + "p50 \(ms(latencies, 0.5)) ms, p99 \(ms(latencies, 0.99)) ms")
      }
    } catch {
      print("failed: \(error)")
      exit(1)
    }
  }

  /// Latency of one client with few and with many stored referrals.
  static func grow(_ directory: String, count: Int) async {
    do {
      let path = "\(directory)/grow.sqlite"
      remove(path)
      let store = try SQLiteStore(path: path)
      var stored = 0
      for target in [1_000, count] {
        let begin = clock()
        let before = stored
        while stored < target {
          let batch = min(4_096, target - stored)
          let first = stored
          await withTaskGroup(of: Void.self) { group in
            for client in 0..<64 {
              group.addTask {
                for number in stride(from: client, to: batch, by: 64) {
                  let one = request(
                    .open(opening()), id: "\(first)-\(number)", actor: "b", personal: person)
                  _ = try? await store.write(one)
                }
              }
            }
          }
          stored += batch
        }
        let filling = Double(stored - before) / (clock() - begin)
        let (done, elapsed, latencies) = await load(store, clients: 1, seconds: 5)
        print(
          "with \(target) stored (filled at \(whole(filling))/s): p50 \(ms(latencies, 0.5)) ms, "
            + "p99 \(ms(latencies, 0.99)) ms, mean \(hundredths(elapsed / Double(done) * 1_000)) ms"
        )
        stored += done
      }
      try await store.close()
      remove(path)
    } catch {
      print("failed: \(error)")
      exit(1)
    }
  }

  static func load(
    _ store: any ReferralStore, clients: Int, seconds: Double
  ) async -> (Int, Double, [Double]) {
    let begin = clock()
    let name = Int(begin * 1_000)
    let all = await clientLoop(clients, until: begin + seconds) { client, number in
      let start = clock()
      let one = request(
        .open(opening()), id: "\(name)-\(client)-\(number)", actor: "c\(client)", personal: person)
      guard (try? await store.write(one)) != nil else { return nil }
      return [clock() - start]
    }
    return (all.count, clock() - begin, all)
  }

  /// All latencies, sorted; a client that fails stops.
  private static func clientLoop(
    _ clients: Int, until: Double, _ body: @escaping @Sendable (Int, Int) async -> [Double]?
  ) async -> [Double] {
    let all = await withTaskGroup(of: [Double].self) { group in
      for client in 0..<clients {
        group.addTask {
          var latencies: [Double] = []
          var number = 0
          while clock() < until {
            number += 1
            guard let times = await body(client, number) else { break }
            latencies += times
          }
          return latencies
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    return all.sorted()
  }

  static func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func remove(_ path: String) {
    for ending in ["", "-wal", "-shm", ".keys"] { unlink(path + ending) }
  }

  static func whole(_ value: Double) -> String { String(Int(value.rounded())) }

  static func hundredths(_ value: Double) -> String {
    String((value * 100).rounded() / 100)
  }

  private static func ms(_ sorted: [Double], _ share: Double) -> String {
    hundredths(quantile(sorted, share))
  }

  /// Milliseconds at a share of sorted seconds.
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] * 1_000
  }
}
