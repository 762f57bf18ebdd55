import Glibc
import Positions

// Times the reading of positions, notation by notation: the median of several rounds.

let texts: [(name: String, text: String)] = [
  ("decimal, points", "-3.3194,114.5908"),
  ("decimal, commas", "-3,3194 114,5908"),
  ("DMS, LS and BT", "3°19'9.84\" LS 114°35'26.88\" BT"),
  ("UTM", "50S 232284 9632776"),
  ("Plus Code", "6P8PMHJR+68"),
  ("geo URI", "geo:-3.3194,114.5908;u=35"),
  ("map link", "https://www.google.com/maps/place/X/@-3.3,114.5,17z/data=!3d-3.3194!4d114.5908"),
  ("place name", "Kec. Satui, Kab. Tanah Bumbu, Kalsel"),
  ("ambiguous", "-2,2,113"),
  ("chat message", "[28/11 07:45] Budi: korban 2 org di KM 38, 3.3194 LS 114.5908 BT, elev 25 m"),
  ("4,096 bytes of numbers", String(String(repeating: "3.3194 LS ", count: 500).prefix(4096))),
  ("4,096 bytes of signs", String(repeating: "-(*", count: 1365)),
  ("1 MB", String(repeating: "-3.3194 ", count: 131_072)),
]

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Whether a text was understood, so that the work cannot be dropped.
func isUnderstood(_ text: String) -> Bool {
  do {
    _ = try PositionText.parse(text)
    return true
  } catch {
    return false
  }
}

print("| notation | median ns | least ns | read |\n|---|---:|---:|---|")
for (name, text) in texts {
  var rounds: [Double] = []
  var understood = 0
  // Long texts fewer times.
  let count = (4096...1_000_000).contains(text.utf8.count) ? 20 : 5_000
  for _ in 0..<9 {
    let started = now()
    for _ in 0..<count where isUnderstood(text) { understood += 1 }
    rounds.append((now() - started) / Double(count) * 1e9)
  }
  rounds.sort()
  print(
    "| \(name) | \(Int(rounds[4])) | \(Int(rounds[0])) | \(understood > 0 ? "yes" : "refused") |")
}
