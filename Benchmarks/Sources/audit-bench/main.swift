import Audit
import Facilities
import Geo
import Glibc

// audit-bench whole ROUNDS      the whole audit of the embedded list, milliseconds, one a line
// audit-bench shared ROUNDS     only the figures that the peer computes too, likewise
// audit-bench figures           those figures
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
      demand: GridIndex(demand), weights: weights, sites: places,
      capacity: [Double](repeating: 1, count: sites), zones: zones, threads: 2)
  }
  print("2SFCA, E2SFCA, 3SFCA within 20 km: \(access) s")
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  print("peak memory: \(usage.ru_maxrss / 1024) MiB")
} else if let mode = arguments.first, ["whole", "shared", "figures"].contains(mode) {
  let tables = SeedTables.embedded()
  let gazetteer = try Gazetteer(tables)
  let directory = try Directory.embedded(tables)
  let rounds = arguments.dropFirst().first.flatMap { Int($0) } ?? 20
  if mode == "whole" {
    let auditor = try Auditor(tables, gazetteer: gazetteer)
    for _ in 0..<rounds {
      let time = try seconds { _ = try auditor.audit(directory, .init(date: Auditor.firstList)) }
      print(time * 1000)
    }
  } else {
    let material = try SharedMaterial(gazetteer, directory)
    if mode == "figures" {
      print(material.figures().map { String($0) }.joined(separator: " "))
    } else {
      for _ in 0..<rounds { print(seconds { _ = material.figures() } * 1000) }
    }
  }
} else {
  print("audit-bench whole|shared ROUNDS, audit-bench figures, audit-bench large N M")
  exit(64)
}
