// Durable writes of referrals: a torture worker, its checker, and the benchmark.
//
//   referral-drill write DIR ACKS SEED     write until killed; each acknowledged change is a line of ACKS
//   referral-drill check DIR ACKS          every acknowledged change is there exactly once
//   referral-drill full DIR BALLAST        fill a small disk, then remove BALLAST and go on
//   referral-drill once DIR                one change; prints why it could not be made
//   referral-drill some DIR COUNT          opens so many referrals, beside others; prints their codes
//   referral-drill holds DIR CODE…         whether all of these are there
//   referral-drill bench DIR SECONDS       referrals per second and p99 beside the raw disk's ceiling
//   referral-drill steps DIR SECONDS       steps on attempts per second and p99
//   referral-drill server URL KEYS SECONDS referrals per second and p99 in PostgreSQL
//   referral-drill grow DIR COUNT          latency with 1,000 and with COUNT stored referrals

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

let words = CommandLine.arguments.dropFirst().map { $0 }
switch words.first {
case "write" where words.count == 4: await Torture.write(words[1], words[2], words[3])
case "check" where words.count == 3: await Torture.check(words[1], words[2])
case "full" where words.count == 3: await Torture.full(words[1], words[2])
case "once" where words.count == 2: await Torture.once(words[1])
case "some" where words.count == 3: await Beside.write(words[1], count: Int(words[2]) ?? 1)
case "holds" where words.count >= 2: await Beside.check(words[1], words.dropFirst(2).map { $0 })
case "bench" where words.count == 3: await Bench.run(words[1], seconds: Double(words[2]) ?? 5)
case "steps" where words.count == 3: await Bench.steps(words[1], seconds: Double(words[2]) ?? 5)
case "grow" where words.count == 3: await Bench.grow(words[1], count: Int(words[2]) ?? 100_000)
case "server" where words.count == 4:
  await BenchServer.run(words[1], keys: words[2], seconds: Double(words[3]) ?? 5)
default:
  print("usage: referral-drill write|check|full|once|bench|steps|grow|server …")
  exit(64)
}
