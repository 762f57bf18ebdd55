import Application
import Referrals
import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Work of one process beside others on the same file.
enum Beside {
  /// Opens so many referrals, one after the other, and prints the code of each.
  static func write(_ directory: String, count: Int) async {
    do {
      let store = try SQLiteStore(path: "\(directory)/plkk.sqlite")
      for number in 0..<count {
        let one = request(
          .open(opening()), id: "\(getpid())-\(number)", actor: "p", personal: person)
        print(try await store.write(one).code.text)
      }
      try await store.close()
      exit(0)
    } catch {
      print("failed: \(error)")
      exit(1)
    }
  }

  /// Whether these referrals are there, each with its person.
  static func check(_ directory: String, _ codes: [String]) async {
    do {
      let store = try SQLiteStore(path: "\(directory)/plkk.sqlite")
      var lost: [String] = []
      for text in codes {
        let code = try ReferralCode(text)
        let found = try await store.referral(code)
        let known = try await store.personal(code)
        if found == nil || known != person { lost.append(text) }
      }
      let found = try await store.counts().values.reduce(0, +)
      print("lost \(lost), \(found) there")
      exit(lost.isEmpty && found == codes.count ? 0 : 1)
    } catch {
      print("failed: \(error)")
      exit(1)
    }
  }
}
