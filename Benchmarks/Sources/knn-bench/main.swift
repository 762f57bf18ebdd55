import Geo
import Glibc

// knn-bench DATA_DIR SET [--k 1,3,10] [--threads 1] [--rep-s 0.2] [--reps 7] [--verify 200] [--twin 0]
//   [--prepared 1] [--batch 1]
// knn-bench --fixed WORKLOAD POINTS QUERIES
//
// Measures the public API of Geo end to end: degrees in, indices and geodesic metres out. Prints the
// JSON lines of the peer harness, so that it can stand beside the peers in one run. With --fixed it
// does a fixed workload on made-up points instead, for counting instructions. --twin 1 times the
// brute-force twin too.

var options: [String: String] = [
  "k": "1,3,10", "threads": "1", "rep-s": "0.2", "reps": "7", "verify": "200", "twin": "0",
  "prepared": "0", "batch": "0",
]
var words: [String] = []
var rest = CommandLine.arguments.dropFirst()
while let word = rest.popFirst() {
  if word == "--fixed" {
    words.append(word)
  } else if word.hasPrefix("--"), let value = rest.popFirst() {
    options[String(word.dropFirst(2))] = value
  } else {
    words.append(word)
  }
}

func fail(_ text: String) -> Never {
  errno = EINVAL
  perror("knn-bench: \(text)")
  exit(64)
}

if words.first == "--fixed" {
  guard words.count == 4, let workload = Workload(rawValue: words[1]),
    let points = Int(words[2]), let queries = Int(words[3]), points > 0, queries >= 0
  else {
    fail("--fixed \(Workload.allCases.map(\.rawValue).joined(separator: "|")) POINTS QUERIES")
  }
  workload.run(points: points, queries: queries)
  exit(0)
}
guard words.count == 2 else {
  fail("DATA_DIR SET [--k 1,3,10] [--threads 1] [--rep-s 0.2] [--reps 7]")
}
let set = words[1]
guard let positions = PointFile.read("\(words[0])/\(set).pts"),
  let queries = PointFile.read("\(words[0])/\(set).qry"), !queries.isEmpty
else { fail("cannot read \(words[0])/\(set).pts and .qry in the format GEOPTS01") }
guard let ks = options["k"]?.split(separator: ",").map({ Int($0) ?? -1 }),
  ks.allSatisfy({ $0 > 0 }),
  let threads = options["threads"]?.split(separator: ",").map({ Int($0) ?? -1 }),
  threads.allSatisfy({ (1...64).contains($0) }),
  let seconds = Double(options["rep-s"] ?? ""), let repetitions = Int(options["reps"] ?? ""),
  let sample = Int(options["verify"] ?? ""), let twin = Int(options["twin"] ?? "")
else { fail("--k, --threads, --rep-s, --reps, --verify and --twin take numbers") }

let started = Clock.now()
let grid = options["prepared"] == "1" ? GridIndex(positions).prepared() : GridIndex(positions)
print(
  #"{"type":"build","peer":"plkk","set":"\#(set)","n":\#(grid.count),"build_s":\#(Clock.now() - started),"#
    + #""mem_bytes":\#(grid.indexBytes),"note":"GridIndex, portable or as built"}"#)

let bench = Bench(
  grid: grid, queries: queries, set: set, seconds: seconds, repetitions: repetitions)
bench.verify(ks: ks, sample: sample)
for count in threads {
  for k in ks {
    bench.time(op: "knn", k: k, threads: count)
    if twin != 0 { bench.time(op: "twin", k: k, threads: count) }
    if options["batch"] == "1" { bench.time(op: "batch", k: k, threads: count) }
  }
  bench.time(op: "radius50km", k: 0, threads: count)
}
