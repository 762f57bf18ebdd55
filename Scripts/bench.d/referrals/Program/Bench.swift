import Foundation
import GRDB
import Referrals
import Storage
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Referrals per second, beside what the same disk gives to bare SQLite.
enum Bench {
  static func run(_ directory: String, seconds: Double) async {
    do {
      var raw: [Int: Double] = [:]
      for group in [1, 8, 64] {
        raw[group] = try ceiling(directory, group: group, seconds: seconds)
        print("raw SQLite, groups of \(group): \(whole(raw[group])) referrals/s")
      }
      for clients in [1, 8, 64] {
        let path = "\(directory)/bench-\(clients).sqlite"
        remove(path)
        let store = try SQLiteStore(path: path)
        let (count, elapsed, latencies) = await load(store, clients: clients, seconds: seconds)
        let rate = Double(count) / elapsed
        let share = rate / (raw[clients] ?? .infinity)
        print(
          "store, \(clients) clients: \(whole(rate)) referrals/s, p50 \(ms(latencies, 0.5)) ms, "
            + "p99 \(ms(latencies, 0.99)) ms, \(hundredths(share)) of the ceiling")
        try await store.close()
        remove(path)
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
        while stored < target {
          let batch = min(256, target - stored)
          await withTaskGroup(of: Void.self) { group in
            for _ in 0..<batch {
              group.addTask {
                _ = try? await store.write(request(.open(opening()), id: nil, actor: "b"))
              }
            }
          }
          stored += batch
        }
        let (_, _, latencies) = await load(store, clients: 1, seconds: 3)
        print(
          "with \(target) stored: p50 \(ms(latencies, 0.5)) ms, p99 \(ms(latencies, 0.99)) ms")
      }
      try await store.close()
      remove(path)
    } catch {
      print("failed: \(error)")
      exit(1)
    }
  }

  private static func load(
    _ store: SQLiteStore, clients: Int, seconds: Double
  ) async -> (Int, Double, [Double]) {
    let begin = clock()
    let until = begin + seconds
    let all = await withTaskGroup(of: [Double].self) { group in
      for client in 0..<clients {
        group.addTask {
          var latencies: [Double] = []
          var number = 0
          while clock() < until {
            number += 1
            let start = clock()
            let one = request(
              .open(opening()), id: "\(client)-\(number)-\(start)", actor: "c\(client)")
            guard (try? await store.write(one)) != nil else { break }
            latencies.append(clock() - start)
          }
          return latencies
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    return (all.count, clock() - begin, all.sorted())
  }

  /// The same number of rows and bytes as a referral has, committed in groups by bare SQLite with the
  /// same settings.
  private static func ceiling(
    _ directory: String, group: Int, seconds: Double
  ) throws -> Double {
    let path = "\(directory)/raw.sqlite"
    remove(path)
    defer { remove(path) }
    let queue = try DatabaseQueue(path: path)
    var number = 0
    var elapsed = 0.0
    try queue.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = FULL;
          CREATE TABLE referral (id INTEGER PRIMARY KEY, code INTEGER UNIQUE, a TEXT, b INTEGER)
            STRICT;
          CREATE TABLE attempt (referral INTEGER, number INTEGER, a TEXT,
            PRIMARY KEY (referral, number)) STRICT, WITHOUT ROWID;
          CREATE TABLE event (sequence INTEGER PRIMARY KEY, referral INTEGER, version INTEGER,
            body BLOB, UNIQUE (referral, version)) STRICT;
          CREATE TABLE request (id TEXT PRIMARY KEY, receipt BLOB) STRICT, WITHOUT ROWID;
          CREATE TABLE audit (sequence INTEGER PRIMARY KEY, at INTEGER, a TEXT) STRICT;
          """)
      let referral = try db.makeStatement(sql: "INSERT INTO referral VALUES (?, ?, ?, ?)")
      let attempt = try db.makeStatement(sql: "INSERT INTO attempt VALUES (?, ?, ?)")
      let event = try db.makeStatement(
        sql: "INSERT INTO event (referral, version, body) VALUES (?, ?, ?)")
      let request = try db.makeStatement(sql: "INSERT INTO request VALUES (?, ?)")
      let audit = try db.makeStatement(sql: "INSERT INTO audit (at, a) VALUES (?, ?)")
      let text = String(repeating: "t", count: 60)
      // Sizes of the three events of an opening, with hash and link.
      let blobs = [450, 160, 200].map { size in
        String(repeating: "b", count: size).utf8.map { $0 }
      }.map { bytes in bytes.withUnsafeBytes { Data($0) } }
      let begin = clock()
      while clock() - begin < seconds {
        try db.inTransaction {
          for _ in 0..<group {
            number += 1
            let code = Int64.random(in: 0..<1 << 40)
            try referral.execute(arguments: [number, code, text, number])
            try attempt.execute(arguments: [number, 1, text])
            for (index, blob) in blobs.enumerated() {
              try event.execute(arguments: [number, index + 1, blob])
            }
            try request.execute(arguments: ["c-\(number)-\(code)", blobs[1]])
            try audit.execute(arguments: [number, text])
          }
          return .commit
        }
      }
      elapsed = clock() - begin
    }
    return Double(number) / elapsed
  }

  private static func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func remove(_ path: String) {
    for ending in ["", "-wal", "-shm", ".keys"] { unlink(path + ending) }
  }

  private static func whole(_ value: Double?) -> String { String(Int((value ?? 0).rounded())) }

  private static func hundredths(_ value: Double) -> String {
    String((value * 100).rounded() / 100)
  }

  private static func ms(_ sorted: [Double], _ share: Double) -> String {
    guard !sorted.isEmpty else { return "-" }
    let index = min(sorted.count - 1, Int(Double(sorted.count) * share))
    return hundredths(sorted[index] * 1_000)
  }
}
