/// What the guarantor has said so far.
public enum GuarantorState: String, CaseIterable, Hashable, Sendable, Codable {
  /// Not asked yet.
  case suspected = "dugaan"
  /// Asked, not answered.
  case waiting = "menunggu"
  /// Guaranteed.
  case guaranteed = "dijamin"
  /// Refused; falls back to the ordinary scheme or to oneself.
  case refused = "ditolak"
}

/// Who may guarantee.
public enum Guarantor: String, CaseIterable, Hashable, Sendable, Codable {
  /// Jasa Raharja: traffic.
  case jasaRaharja = "jasa-raharja"
  /// BPJS Ketenagakerjaan.
  case bpjs = "bpjs-tk"
  /// Taspen: civil servants.
  case taspen
  /// Asabri: soldiers and police.
  case asabri
  /// BPJS Kesehatan: ordinary illness.
  case bpjsHealth = "bpjs-kesehatan"
  /// Oneself.
  case oneself = "mandiri"
}

/// What is true about payment, as codes that a door puts into words.
///
/// None says "free" or "guaranteed": that depends on membership, arrears and the conclusion.
public enum PaymentNote: String, CaseIterable, Hashable, Sendable, Codable {
  /// Billed to BPJS Ketenagakerjaan if the participant is active and the case guaranteed.
  case billed = "ditagihkan"
  /// Membership is presumed: ask by phone before relying on it.
  case confirm = "konfirmasi"
  /// Its agreement has ended or not begun: pay first, keep the receipts, claim back.
  case payFirst = "bayar-dahulu"
  /// On no list that is held here, which proves nothing: ask; where it is no PLKK, pay first.
  case notListed = "tidak-di-daftar"
  /// An emergency where membership is not certain: who pays is settled after the care.
  case settledLater = "diselesaikan-kemudian"
  /// An emergency is served first; no deposit may be asked.
  case emergencyFirst = "darurat-dahulu"
  /// With the employer in arrears, a PLKK may refuse to bill.
  case arrears = "tunggakan"
  /// In traffic Jasa Raharja pays first where it covers the crash: not a vehicle that crashed alone.
  case trafficFirst = "jasa-raharja-dahulu"
  /// The guarantor refused: the ordinary scheme or oneself.
  case fallback = "jkn-atau-mandiri"
}

extension Referral {
  /// In what order guarantors are asked.
  public var guarantorOrder: [Guarantor] {
    if guarantor == .refused { return [.bpjsHealth, .oneself] }
    return facts.place == .traffic ? [.jasaRaharja, .bpjs] : [.bpjs]
  }

  /// What to say about payment at a destination.
  public func paymentNotes(at destination: Destination) -> [PaymentNote] {
    var notes: [PaymentNote] = []
    if facts.isEmergency { notes.append(.emergencyFirst) }
    if guarantor == .refused { return notes + [.fallback] }
    if facts.place == .traffic { notes.append(.trafficFirst) }
    // In an emergency care comes before payment and membership.
    switch destination.standing {
    case .valid: notes += [.billed, .arrears]
    case .unknown where !facts.isEmergency: notes.append(.confirm)
    case .none where !facts.isEmergency: notes.append(.notListed)
    case .expired where !facts.isEmergency, .notYet where !facts.isEmergency:
      notes.append(.payFirst)
    default: notes.append(.settledLater)
    }
    return notes
  }
}

/// How the patient travels.
public enum TransportMode: String, CaseIterable, Hashable, Sendable, Codable {
  /// Road.
  case land = "darat"
  /// River or lake; counts with land, not with sea.
  case river = "sungai-danau"
  /// Sea.
  case sea = "laut"
  /// Air.
  case air = "udara"
}

/// A journey and its cost.
public struct TransportLeg: Hashable, Sendable, Codable {
  /// How.
  public var mode: TransportMode
  /// Cost in rupiah, if known: 0...1,000,000,000.
  public var cost: Int64?

  /// The most that one journey may be said to cost, in rupiah.
  public static let highestCost: Int64 = 1_000_000_000

  /// Describes a journey.
  public init(mode: TransportMode, cost: Int64?) {
    self.mode = mode
    self.cost = cost
  }
}

/// What of the transport is refunded.
public struct TransportRefund: Hashable, Sendable {
  /// One group of means with its ceiling.
  public struct Group: Hashable, Sendable {
    /// The means that count together.
    public let modes: [TransportMode]
    /// Spent, in rupiah.
    public let spent: Int64
    /// The most refunded, in rupiah.
    public let cap: Int64
    /// Refunded: the lesser of both.
    public var covered: Int64 { min(spent, cap) }
  }

  /// The groups with any cost: land with river, sea, air.
  public let groups: [Group]
  /// The rule applied.
  public let rule: Rule<TransportCaps>

  /// Refunded in all, in rupiah.
  public var covered: Int64 { groups.reduce(0) { $0 + $1.covered } }
  /// Left to pay, in rupiah.
  public var ownCost: Int64 { groups.reduce(0) { $0 + $1.spent } - covered }

  /// Adds the journeys up under the rule of the day of the accident; nil when it is not held here.
  ///
  /// Each group has its own ceiling. Negative costs count as 0, and a sum stops at the largest number.
  public init?(_ legs: [TransportLeg], on day: Day) {
    guard let rule = RuleBook.transport.answer(on: day).rule else { return nil }
    self.rule = rule
    func group(_ modes: [TransportMode], _ cap: Int64) -> Group {
      let spent = legs.filter { modes.contains($0.mode) }.reduce(Int64(0)) { sum, leg in
        let (total, overflow) = sum.addingReportingOverflow(max(0, leg.cost ?? 0))
        return overflow ? .max : total
      }
      return Group(modes: modes, spent: min(spent, .max / 4), cap: cap)
    }
    groups = [
      group([.land, .river], rule.value.land), group([.sea], rule.value.sea),
      group([.air], rule.value.air),
    ].filter { $0.spent > 0 }
  }
}
