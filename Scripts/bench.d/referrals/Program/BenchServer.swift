import Application
import PostgresStorage
import Referrals

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Referrals per second in PostgreSQL and their latency; `Scripts/bench referrals --store` puts beside it
/// what pgbench commits of the same rows.
enum BenchServer {
  /// Opens referrals with their person and a request id each, from 1, 8 and 64 clients; then with so many
  /// stored the latency of one client, and of listing 100 overdue.
  static func run(_ address: String, keys: String, seconds: Double) async {
    do {
      guard let place = try PostgresAddress(address) else {
        print("not an address of PostgreSQL: postgresql://…")
        exit(64)
      }
      let store = try PostgresStore(place, keysPath: keys)
      _ = await Bench.load(store, clients: 8, seconds: 1)
      for clients in [1, 8, 64] {
        let commits = store.commitCount
        let (count, elapsed, latencies) = await Bench.load(
          store, clients: clients, seconds: seconds)
        let group = Double(count) / Double(max(1, store.commitCount - commits))
        print(
          "\(clients) clients: \(Bench.whole(Double(count) / elapsed)) referrals/s, "
            + "p50 \(Bench.hundredths(Bench.quantile(latencies, 0.5))) ms, "
            + "p99 \(Bench.hundredths(Bench.quantile(latencies, 0.99))) ms, "
            + "groups of \(Bench.hundredths(group))")
      }
      let total = try await store.counts().values.reduce(0, +)
      let late = nowInstant() + .days(30)
      let start = Bench.clock()
      for _ in 0..<20 {
        _ = try await store.list(ListQuery(overdueAt: late, limit: 100))
      }
      print(
        "listing 100 overdue of \(total): "
          + "\(Bench.hundredths((Bench.clock() - start) / 20 * 1_000)) ms")
    } catch {
      print("failed: \(error)")
      exit(1)
    }
  }
}
