import Application
import FaultDisk
import Foundation
import Referrals
import TestSupport
import StoreConformance
import Testing

@testable import Sealing
@testable import Storage

extension DiskTests {
  /// Episodes of so many steps; each has its own file and its own choice of what may go wrong.
  private static let episode = 1_000

  @Test("clients, watchers, clock, disk and two processes under one seed do what the rules say")
  func simulation() async throws {
    // Another number of episodes by PLKK_EPISODES.
    let episodes =
      ProcessInfo.processInfo.environment["PLKK_EPISODES"].flatMap(UInt64.init)
      ?? (Self.isLong ? 1_000 : 4)
    var total = Simulation.Count()
    for seed in SplitMix64.seeds + Simulation.keptSeeds {
      for number in 0..<(seed == SplitMix64.seeds.first ? episodes : 1) {
        var simulation = Simulation(seed: seed &+ number &* 0x9E37_79B9_7F4A_7C15)
        do {
          try await withDisk(in: Simulation.folder) { scratch in
            try await simulation.run(scratch, steps: Self.episode)
          }
        } catch {
          Issue.record("seed \(simulation.seed) (to be kept): step \(simulation.step): \(error)")
        }
        total.add(simulation.count)
      }
    }
    print("simulation: \(total)")
    #expect(total.cuts > 0 && total.faults > 0 && total.acknowledged > 500)
  }

  @Test("a store that loses, doubles or reorders what it acknowledged is found by the simulation")
  func simulationCanary() throws {
    var model = SimulationModel()
    let opening = request(.open(newOpening()), id: "a", bits: 7)
    let state = try #require(try model.outcome(opening))
    let receipt = Receipt(
      code: state.code, version: state.version, attempt: 1, attemptStatus: .requested,
      status: state.status, at: state.changedAt)
    var other = receipt
    other.version += 1
    #expect(throws: SimulationModel.Difference.self) { try model.acknowledge(opening, other) }
    try model.acknowledge(opening, receipt)
    let change = request(.change(state.code, .accept(attempt: 1, by: .phone)))
    #expect(throws: SimulationModel.Difference.self) {
      try model.resolve(change, found: nil)
    }
    let events = try Referral.open(newOpening(), code: state.code, at: opening.moment)
    func logged(_ places: [Int]) -> [LoggedEvent] {
      places.map { LoggedEvent(sequence: Int64($0 + 1), code: state.code, event: events[$0]) }
    }
    try model.hear(logged([0, 1]), after: 0)
    #expect(throws: SimulationModel.Difference.self) { try model.hear(logged([2]), after: 1) }
    let swapped = LoggedEvent(sequence: 2, code: state.code, event: events[0])
    #expect(throws: SimulationModel.Difference.self) { try model.hear([swapped], after: 1) }
  }
}

/// One file with clients, watchers, a clock and a disk, all drawn from one seed.
struct Simulation {
  /// What may go wrong in an episode.
  private enum Trouble: CaseIterable { case cuts, errors, full, clock, processes, rotation }

  /// What was tried.
  struct Count: CustomStringConvertible {
    var steps = 0, acknowledged = 0, refused = 0, cuts = 0, faults = 0, told = 0

    mutating func add(_ other: Count) {
      steps += other.steps
      acknowledged += other.acknowledged
      refused += other.refused
      cuts += other.cuts
      faults += other.faults
      told += other.told
    }

    var description: String {
      "\(steps) steps: \(acknowledged) changes acknowledged, \(refused) refused, \(cuts) power cuts, "
        + "\(faults) failing calls, \(told) messages to watchers"
    }
  }

  let seed: UInt64
  private(set) var count = Count()
  var step: Int { count.steps }

  private var generator: SplitMix64
  private let troubles: Set<Trouble>
  private var model = SimulationModel()
  private var stores: [SQLiteStore] = []
  // Well after the accidents, so that a clock set back stays behind them.
  private var now = base + .days(30)
  private var watchers: [Int64] = [0, 0]
  private var isFaulty = false

  /// Where disks are fast, as nothing here has to survive a real power cut.
  static let folder =
    access("/dev/shm", W_OK) == 0 ? "/dev/shm/" : NSTemporaryDirectory()

  /// Seeds that once found something.
  static let keptSeeds: [UInt64] = [4_354_685_564_957_106_477]

  init(seed: UInt64) {
    self.seed = seed
    var generator = SplitMix64(seed: seed)
    troubles = Set(Trouble.allCases.filter { _ in Bool.random(using: &generator) })
    self.generator = generator
  }

  mutating func run(_ scratch: Scratch, steps: Int) async throws {
    stores = [try scratch.store()]
    for _ in 0..<steps {
      count.steps += 1
      try await one(scratch)
    }
    try await reopen(scratch)
    // Every watcher is told everything, once.
    for index in watchers.indices {
      while try await watch(index) {}
      guard Int(watchers[index]) == model.events else {
        throw SimulationModel.Difference("told \(watchers[index]) of \(model.events) events")
      }
    }
    let problems = try await stores[0].verify().problems
    guard problems.isEmpty else { throw SimulationModel.Difference("\(problems)") }
    for code in model.codes { try await compare(code) }
    try await close()
  }

  private mutating func draw(_ most: Int) -> Int { Int.random(in: 0..<most, using: &generator) }

  private mutating func one(_ scratch: Scratch) async throws {
    moveClock()
    if isFaulty, draw(8) == 0 { try await reopen(scratch) }
    switch draw(100) {
    case 0..<12: try await open(scratch)
    case 12..<45: try await change(scratch)
    case 45..<50: try await again()
    case 50..<66:
      if let code = model.codes.randomElement(using: &generator) { try await compare(code) }
    case 66..<80: _ = try await watch(draw(watchers.count))
    case 80..<86: try await compareOverdue()
    case 86..<90: try await compareList()
    case 90..<94: if troubles.contains(.processes) { try await otherProcess(scratch) }
    case 94..<96: if troubles.contains(.cuts) { try await cut(scratch) }
    case 96..<98:
      if !troubles.isDisjoint(with: [.errors, .full]) {
        let code: Int32 = troubles.contains(.errors) && Bool.random(using: &generator) ? 10 : 13
        if code == 10 || troubles.contains(.full) {
          fault_disk_fail(Int64(1 + draw(12)), code, Int32(draw(2)))
          isFaulty = true
          count.faults += 1
        }
      }
    case 98: if troubles.contains(.rotation), draw(10) == 0 { try await rotate(scratch) }
    default:
      // Read by all who may, which is written too.
      try? await stores[0].record(
        AuditEntry(at: now, actor: "r", role: .officer, action: "show", code: model.codes.last))
    }
  }

  /// A clock that runs, stands, and is now and then set back or far ahead.
  private mutating func moveClock() {
    let jump: Int64
    switch draw(200) {
    case 0 where troubles.contains(.clock): jump = -600
    case 1 where troubles.contains(.clock): jump = 60 * 24 * 2
    default: jump = Int64(draw(3))
    }
    now = now + .minutes(jump)
  }

  // MARK: - Changes

  private mutating func open(_ scratch: Scratch) async throws {
    let bits = UInt64.random(in: 1...0xFF_FFFF_FFFF, using: &generator)
    let priority = Priority.allCases.randomElement(using: &generator) ?? .asap
    try await write(
      request(
        .open(newOpening(priority)), id: "s\(step)", bits: bits, at: now,
        personal: [.name: "N\(bits)"]), scratch)
  }

  private mutating func change(_ scratch: Scratch) async throws {
    guard let code = model.codes.suffix(30).randomElement(using: &generator) else { return }
    let last = max(1, model.states[code]?.attempts.count ?? 1)
    let attempt = draw(4) == 0 ? 1 : last
    let other = Destination(facilityID: "PLKK-63-00\(1 + draw(5))", standing: .unknown)
    let commands: [Command] = [
      .receive(attempt: attempt, by: .phone), .accept(attempt: attempt, by: .phone),
      .accept(attempt: attempt, by: .service), .reject(attempt: attempt, reason: .full),
      .depart(attempt: attempt), .arrive(attempt: attempt), .arrive(attempt: attempt),
      .hold(attempt: attempt, reason: .bed), .cancel(attempt: attempt, reason: .handled),
      .fail(attempt: attempt, reason: .noShow), .onward(attempt: attempt, destination: other),
      .answerLate(attempt: attempt, accepted: Bool.random(using: &generator), by: .phone),
      .send(attempt: last + 1, destination: other), .plan(destination: other),
      .prioritize(.stat, reason: .worse), .close, .closeWithOpen,
    ]
    guard let command = commands.randomElement(using: &generator) else { return }
    try await write(request(.change(code, command), id: "s\(step)", at: now), scratch)
  }

  private mutating func write(_ request: WriteRequest, _ scratch: Scratch) async throws {
    let store = stores[draw(stores.count)]
    let receipt: Receipt
    do throws(StoreError) {
      receipt = try await store.write(request)
    } catch {
      return try await failed(request, error, scratch)
    }
    try model.acknowledge(request, receipt)
    count.acknowledged += 1
  }

  private mutating func failed(
    _ request: WriteRequest, _ error: StoreError, _ scratch: Scratch
  ) async throws {
    if case .refused(let refusal) = error {
      count.refused += 1
      var expected: Refusal?
      do throws(Refusal) { _ = try model.outcome(request) } catch { expected = error }
      guard expected == refusal else {
        throw SimulationModel.Difference("refused: \(refusal), not \(String(describing: expected))")
      }
      return
    }
    guard isFaulty else { throw error }
    // A disk that fails: afterwards it is there as a whole or not at all.
    try await reopen(scratch)
    try await resolve(request)
  }

  private mutating func resolve(_ request: WriteRequest) async throws {
    let code: ReferralCode
    switch request.action {
    case .open: code = request.codes[0]
    case .change(let changed, _), .referBack(let changed, _, _): code = changed
    }
    try model.resolve(request, found: try await stores[0].referral(code))
  }

  /// Somebody did not hear the answer and asks again.
  private mutating func again() async throws {
    guard let (request, receipt) = model.answered.suffix(200).randomElement(using: &generator),
      !isFaulty
    else { return }
    var later = request
    later.moment.now = now
    guard try await stores[draw(stores.count)].write(later) == receipt else {
      throw SimulationModel.Difference("another receipt for \(request.requestID ?? "")")
    }
  }

  // MARK: - Reading

  private mutating func compare(_ code: ReferralCode) async throws {
    let store = stores[draw(stores.count)]
    do {
      guard try await store.referral(code) == model.states[code] else {
        throw SimulationModel.Difference("\(code.text) is another")
      }
      guard draw(4) == 0 else { return }
      guard try await store.personal(code)[.name] == model.names[code] else {
        throw SimulationModel.Difference("\(code.text) has another name")
      }
    } catch let error as StoreError {
      guard isFaulty else { throw error }
    }
  }

  private mutating func compareOverdue() async throws {
    guard !isFaulty else { return }
    let referralService = ReferralService(store: stores[draw(stores.count)], now: { [now] in now })
    let officer = Identity(actor: "off", role: .officer, scope: "BJM")
    let found = try await referralService.overdue(by: officer).map(\.code)
    guard Set(found) == model.overdue(at: now), Set(found).count == found.count else {
      throw SimulationModel.Difference("overdue \(found.count) of \(model.overdue(at: now).count)")
    }
  }

  /// The list, page by page: each referral once, however long the pages are.
  private mutating func compareList() async throws {
    guard !isFaulty else { return }
    let store = stores[draw(stores.count)]
    var query = ListQuery(branch: "BJM", limit: 1 + draw(40))
    var found: [ReferralCode] = []
    repeat {
      let page = try await store.list(query)
      found += page.codes
      query.after = page.next
    } while query.after != nil && found.count <= model.codes.count
    guard found.count == model.codes.count, Set(found) == Set(model.codes) else {
      throw SimulationModel.Difference("listed \(found.count) of \(model.codes.count)")
    }
  }

  /// Tells a watcher what is new; false when nothing is.
  private mutating func watch(_ index: Int) async throws -> Bool {
    let position = watchers[index]
    do {
      let events = try await stores[draw(stores.count)].log(after: position, limit: 1 + draw(20))
      try model.hear(events, after: position)
      watchers[index] = events.last?.sequence ?? position
      count.told += events.count
      return !events.isEmpty
    } catch let error as StoreError {
      guard isFaulty else { throw error }
      return false
    }
  }

  // MARK: - Processes and power

  private mutating func otherProcess(_ scratch: Scratch) async throws {
    guard !isFaulty else { return }
    if stores.count > 1 {
      try await stores.removeLast().close()
    } else {
      stores.append(try scratch.store())
    }
  }

  private mutating func rotate(_ scratch: Scratch) async throws {
    guard !isFaulty else { return }
    _ = try await stores[draw(stores.count)].rotateKeys()
  }

  /// The power goes while one more change is under way.
  private mutating func cut(_ scratch: Scratch) async throws {
    let bits = UInt64.random(in: 1...0xFF_FFFF_FFFF, using: &generator)
    let last = request(.open(newOpening()), bits: bits, at: now)
    await scratch.cutPower(generator.next()) {
      _ = try? await stores[0].write(last)
      for store in stores { try? await store.close() }
      stores = []
    }
    isFaulty = false
    stores = [try scratch.store()]
    try await resolve(last)
    for code in model.codes.suffix(20) { try await compare(code) }
    count.cuts += 1
  }

  private mutating func reopen(_ scratch: Scratch) async throws {
    fault_disk_fail(0, 0, 0)
    isFaulty = false
    try await close()
    stores = [try scratch.store()]
  }

  private mutating func close() async throws {
    for store in stores { try await store.close() }
    stores = []
  }
}
