import Audit
import Facilities
import Geo
import Glibc

// audit-bench ROUNDS            the audit of the embedded list, milliseconds, one a line
// audit-bench large N M         N demand points and M sites: seconds and peak memory

/// Small, fast, and the same everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
  let time = try ContinuousClock().measure(body)
  return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

func positions(_ count: Int, _ random: inout SplitMix64) -> [Position] {
  (0..<count).compactMap { _ in
    Position(
      latitude: .random(in: -11...6, using: &random),
      longitude: .random(in: 95...141, using: &random))
  }
}

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "large", arguments.count == 3,
  let count = Int(arguments[2]), let sites = Int(arguments[3])
{
  var random = SplitMix64(state: 20_260_202)
  let demand = positions(count, &random)
  let places = positions(sites, &random)
  var grid = GridIndex([])
  print("index of \(sites) sites: \(seconds { grid = GridIndex(places) }) s")
  var found: NearestSites?
  let nearest = seconds {
    found = NearestSites(of: demand, among: grid, threads: 2) { done in
      print("  \(done) of \(count)")
    }
  }
  print("two nearest for \(count) points, 2 threads: \(nearest) s")
  let weights = [Double](repeating: 1, count: count)
  let summary = seconds {
    _ = DistanceSummary(
      meters: found?.meters ?? [], secondMeters: found?.secondMeters ?? [], weights: weights)
  }
  print("summary: \(summary) s")
  let zones = [
    CatchmentAccess.Zone(meters: 5000, weight: 1), .init(meters: 10_000, weight: 0.68),
    .init(meters: 20_000, weight: 0.22),
  ]
  let access = seconds {
    _ = CatchmentAccess.all(
      demand: demand, weights: weights, sites: grid,
      capacity: [Double](repeating: 1, count: sites), zones: zones)
  }
  print("2SFCA, E2SFCA, 3SFCA within 20 km: \(access) s")
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  print("peak memory: \(usage.ru_maxrss / 1024) MiB")
} else {
  let tables = SeedTables.embedded()
  let gazetteer = try Gazetteer(tables)
  let directory = try Directory.embedded(tables)
  let auditor = try Auditor(tables, gazetteer: gazetteer)
  // Reads the villages, as the peer has read its table.
  _ = try gazetteer.villages
  for _ in 0..<(arguments.first.flatMap { Int($0) } ?? 20) {
    let time = try seconds { _ = try auditor.audit(directory, .init(date: Auditor.firstList)) }
    print(time * 1000)
  }
}
