public import Facilities

/// Whom an office should call, and what to ask: the way from a presumed membership to a known one.
public struct WorkList: Sendable {
  /// What is not known of a site, or no longer.
  public enum Question: String, CaseIterable, Hashable, Sendable {
    /// Whether it is a PLKK.
    case membership
    /// Until when its agreement runs.
    case agreementEnd = "agreement_end"
    /// Its telephone number.
    case phone
    /// Whether its emergency department is open day and night.
    case emergency24h = "emergency_24h"
    /// Its opening hours.
    case openingHours = "opening_hours"
    /// Its position.
    case position
  }

  /// One site to call.
  public struct Line: Hashable, Sendable {
    /// The site.
    public var facility: Facility
    /// What to ask, the most important first.
    public var questions: [Question]
    /// The office that calls: the one whose list names the site, else the one whose list covers its
    /// kabupaten; empty where there is none.
    public var office: String
  }

  /// How many sites of one office or kabupaten are confirmed by a call.
  public struct Count: Hashable, Sendable {
    /// Sites.
    public var sites = 0
    /// Those that said by telephone, not too long ago, whether they are a PLKK.
    public var confirmed = 0
    /// Those whose word is older than `VerificationAge.doubtfulAfterDays`.
    public var aged = 0

    /// Counts nothing yet.
    public init() {}

    /// Those that were not called yet.
    public var never: Int { sites - confirmed - aged }
  }

  /// Sites to call: by kabupaten, there hospitals first, then by id.
  public let lines: [Line]
  /// Counts by code of the kabupaten.
  public let byRegency: [String: Count]
  /// Counts by the office that calls; empty for sites that no office is near to.
  public let byOffice: [String: Count]
  /// Names of the kabupaten, by code.
  public let regencies: [String: String]
  /// The office that calls in a kabupaten, by its code: the one whose list has the most sites there, of
  /// equal ones the first by name.
  public let offices: [String: String]

  /// Makes the list of a day.
  ///
  /// - Parameters:
  ///   - snapshot: What is known on that day.
  ///   - regionCode: Province or kabupaten, or `nil` for all.
  ///   - office: Only sites that this office calls, or `nil` for all.
  public init(_ snapshot: ListSnapshot, regionCode: String? = nil, office: String? = nil) {
    var lines: [Line] = []
    var byRegency: [String: Count] = [:]
    var byOffice: [String: Count] = [:]
    let office = office.map { NameKey.key($0) }
    let covering = Self.covering(snapshot.directory)
    var regencies: [String: String] = [:]
    for facility in snapshot.directory.facilities {
      let issuer =
        facility.standing?.status == nil
        ? covering[facility.regencyCode] ?? "" : facility.basisSource
      guard facility.basis != .none || facility.standing?.status != nil,
        regionCode.map({ facility.lies(in: $0) }) ?? true,
        office.map({ NameKey.key(issuer) == $0 }) ?? true
      else { continue }
      let age = Self.age(facility, on: snapshot.date)
      byRegency[facility.regencyCode, default: Count()].add(age)
      byOffice[issuer, default: Count()].add(age)
      let questions = Self.questions(facility, age)
      regencies[facility.regencyCode] = facility.regency
      if !questions.isEmpty {
        lines.append(Line(facility: facility, questions: questions, office: issuer))
      }
    }
    self.lines = lines.sorted {
      let (a, b) = ($0.facility, $1.facility)
      return (a.regencyCode, a.kind == .hospital ? 0 : 1, a.id)
        < (b.regencyCode, b.kind == .hospital ? 0 : 1, b.id)
    }
    self.byRegency = byRegency
    self.byOffice = byOffice
    self.regencies = regencies
    offices = covering.filter { regencies[$0.key] != nil }
  }

  /// The office whose list has the most sites of each kabupaten.
  private static func covering(_ directory: Directory) -> [String: String] {
    var counts: [String: [String: Int]] = [:]
    for facility in directory.facilities where facility.standing?.status != nil {
      counts[facility.regencyCode, default: [:]][facility.basisSource, default: 0] += 1
    }
    return counts.compactMapValues { offices in
      offices.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
  }

  /// How old a site's own word on its membership is; `nil` when it never gave one.
  private static func age(_ facility: Facility, on date: CivilDate) -> VerificationAge? {
    guard let contact = facility.standing?.contact, contact.membership != .unknown else {
      return nil
    }
    return VerificationAge(days: max(0, date.daysSince1970 - contact.date.daysSince1970))
  }

  private static func questions(_ facility: Facility, _ age: VerificationAge?) -> [Question] {
    let standing = facility.standing
    var questions: [Question] = []
    let isFresh = age.map { !$0.isDoubtful } ?? false
    if !isFresh { questions.append(.membership) }
    if standing?.status == .unknownEnd { questions.append(.agreementEnd) }
    let hasWrongPhone = standing?.marks.contains { $0.doubt == .wrongPhone } ?? false
    if facility.phone.isEmpty || hasWrongPhone { questions.append(.phone) }
    let services = standing?.services ?? .unknown
    if facility.kind == .hospital, services.emergency24h == nil {
      questions.append(.emergency24h)
    }
    if facility.kind != .hospital, services.openingHours.isEmpty {
      questions.append(.openingHours)
    }
    if facility.position == nil { questions.append(.position) }
    return questions
  }
}

extension WorkList.Count {
  fileprivate mutating func add(_ age: VerificationAge?) {
    sites += 1
    guard let age else { return }
    if age.isDoubtful { aged += 1 } else { confirmed += 1 }
  }
}
