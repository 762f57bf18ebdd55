import Application
import Referrals
import Testing

@Suite("Telling changes to many")
struct BroadcastTests {
  @Test(
    "Listeners that join while changes are made miss none: the log, then what is told behind it")
  func joining() async throws {
    let office = try ReferringTests.Office()
    let referring = office.referring
    let broadcast = ReferralBroadcast(
      ReferralLog(referring, pause: .milliseconds(1)), most: 100, quiet: .milliseconds(20)
    ) { _ in Issue.record("the log was not readable") }
    let many = 60
    let told = try await withThrowingTaskGroup(of: [Int64].self) { tasks in
      for number in 0..<12 {
        tasks.addTask {
          try await Task.sleep(for: .milliseconds(number * 3))
          guard let signs = try await broadcast.listen() else { return [] }
          var places: [Int64] = []
          // From the beginning, as a client does that comes back.
          while case let missed = try await referring.changed(after: places.last ?? 0),
            !missed.isEmpty
          { places += missed.map(\.sequence) }
          for await sign in signs {
            if case .news(let news) = sign, news.change.sequence > places.last ?? 0 {
              places.append(news.change.sequence)
            }
            if places.count >= many { break }
          }
          return places
        }
      }
      for _ in 0..<many {
        _ = try await office.open(to: nil)
        try await Task.sleep(for: .milliseconds(1))
      }
      return try await tasks.reduce(into: [[Int64]]()) { $0.append($1) }
    }
    let all = try await referring.changed(after: 0).map(\.sequence)
    #expect(all.count >= many)
    for places in told {
      #expect(places == Array(all.prefix(places.count)) && places.count >= many)
    }
    for _ in 0..<200 where broadcast.count > 0 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(broadcast.count == 0)
  }

  @Test("There are no more listeners than allowed, quiet is told, and the end ends all")
  func limits() async throws {
    let office = try ReferringTests.Office()
    let broadcast = ReferralBroadcast(
      ReferralLog(office.referring, pause: .milliseconds(1)), most: 2, quiet: .milliseconds(5)
    ) { _ in }
    let first = try #require(try await broadcast.listen())
    let second = try #require(try await broadcast.listen())
    #expect(try await broadcast.listen().map { _ in 1 } == nil)
    for await sign in first {
      if case .quiet = sign { break }
      Issue.record("nothing happened, and was told")
    }
    broadcast.stop()
    for await _ in second {}
    #expect(try await broadcast.listen().map { _ in 1 } == nil)
  }

  @Test("A listener that does not keep up is ended")
  func slow() async throws {
    let office = try ReferringTests.Office()
    let broadcast = ReferralBroadcast(
      ReferralLog(office.referring, pause: .milliseconds(1)), most: 2, quiet: .seconds(60)
    ) { _ in }
    let signs = try #require(try await broadcast.listen())
    // In an emergency no quota holds.
    for _ in 0..<300 { _ = try await office.open(to: nil, emergency: [.threatensLife]) }
    for _ in 0..<400 where broadcast.count > 0 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(broadcast.count == 0)
    var told = 0
    for await _ in signs { told += 1 }
    #expect(told == 256)
  }
}
