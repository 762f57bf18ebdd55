internal import Application
internal import Facilities
internal import Formats

/// Which facilities a question of `/fhir` is about: all its parameters hold.
struct FHIRMatch: Sendable {
  private let tests: [@Sendable (Facility) -> Bool]
  /// Whether parameters beside kind and basis narrow it.
  var isNarrow: Bool { !tests.isEmpty }
  /// What the ranking itself can narrow.
  private(set) var filter = FacilityFilter()

  /// Reads the parameters that all three kinds of resource share, and those of one.
  init(_ call: Call, _ type: String) throws(Problem) {
    var tests: [@Sendable (Facility) -> Bool] = []
    let arguments = call.arguments
    func list(_ name: String) -> Set<String>? {
      arguments.text(name).map { Set($0.split(separator: ",").map(String.init)) }
    }
    func reference(_ name: String, _ type: String) {
      guard let ids = list(name) else { return }
      let bare = Set(
        ids.map { $0.hasPrefix(type + "/") ? String($0.dropFirst(type.count + 1)) : $0 })
      tests.append { bare.contains($0.id) }
    }
    if let ids = list("_id") { tests.append { ids.contains($0.id) } }
    reference("organization", "Organization")
    reference("participating-organization", "Organization")
    if let owner = arguments.text("primary-organization") {
      let isNetwork = [FHIRSystems.network, "Organization/" + FHIRSystems.network].contains(owner)
      tests.append { _ in isNetwork }
    }
    if let given = list("identifier") {
      let ids = Set(given.compactMap { Self.token($0, system: FHIRSystems.facility) })
      let numbers = Set(given.compactMap { Self.token($0, system: FHIRSystems.agreement) })
      tests.append { ids.contains($0.id) || numbers.contains($0.standing?.agreementNumber ?? "-") }
    }
    for (name, kind) in [("name", Text.start), ("name:contains", .part), ("name:exact", .whole)] {
      guard let text = arguments.text(name) else { continue }
      tests.append { facility in
        ([facility.name] + facility.otherNames).contains { kind.fits($0, text) }
      }
    }
    if let text = arguments.text("address") {
      tests.append { facility in
        [facility.address, facility.regency, facility.district].contains {
          Text.part.fits($0, text)
        }
      }
    }
    if let text = arguments.text("address-city") {
      tests.append { facility in
        let bare = facility.regency.split(separator: " ", maxSplits: 1).last.map(String.init)
        return [facility.regency, bare ?? ""].contains { Text.start.fits($0, text) }
      }
    }
    if let text = arguments.text("address-state") {
      let codes = Set(
        call.snapshot.locator.gazetteer.provinces.filter { province in
          ([province.name] + province.aliases).contains { Text.start.fits($0, text) }
        }.map(\.code))
      tests.append { codes.contains($0.provinceCode) }
    }
    if let status = arguments.text("status") {
      let isClosed = status == "inactive"
      tests.append { ($0.operationalStatus.word == .closed) == isClosed && status != "suspended" }
    }
    if let text = arguments.text("_lastUpdated") {
      guard let comparison = FHIRMoment.Comparison(text) else {
        throw .wrongValue("_lastUpdated", text, "[eq|ne|gt|lt|ge|le|sa|eb]2026-01-01")
      }
      tests.append { FHIRMoment.seconds($0).map(comparison.accepts) ?? false }
    }
    if let types = list("type") {
      let codes = Set(types.map { $0.split(separator: "|").last.map(String.init) ?? $0 })
      if !codes.contains("facility"), !codes.contains("prov") {
        filter.kinds = Set(
          FacilityKind.allCases.filter {
            FHIRSystems.role($0).map { codes.contains($0.code) } ?? false
          })
        if filter.kinds.isEmpty { tests.append { _ in false } }
      }
    }
    if let role = arguments.text("role") {
      let isPLKK = ["plkk", FHIRSystems.membership + "|plkk"].contains(role)
      tests.append { _ in isPLKK }
    }
    if let tags = list("_tag") {
      let bases = Set(tags.compactMap { Self.token($0, system: FHIRSystems.basis) })
      let warnings = Set(tags.compactMap { Self.token($0, system: FHIRSystems.warning) })
      let day = call.snapshot.locator.day
      tests.append { facility in
        bases.contains(facility.basis.rawValue)
          || facility.warnings(on: day).contains { warnings.contains($0.rawValue) }
      }
    }
    if let tags = list("_tag:not") {
      let bases = Set(tags.compactMap { Self.token($0, system: FHIRSystems.basis) })
      let warnings = Set(tags.compactMap { Self.token($0, system: FHIRSystems.warning) })
      let day = call.snapshot.locator.day
      tests.append { facility in
        !bases.contains(facility.basis.rawValue)
          && !facility.warnings(on: day).contains { warnings.contains($0.rawValue) }
      }
    }
    if let text = arguments.text("date") {
      guard let comparison = FHIRMoment.Comparison(text) else {
        throw .wrongValue("date", text, "[eq|ne|gt|lt|ge|le|sa|eb]2026-01-01")
      }
      tests.append { facility in
        switch facility.membership {
        case .inForce(let until):
          comparison.reaches(until: FHIRMoment.range(until.description)?.upperBound)
        case .expired(let on):
          comparison.reaches(until: on.flatMap { FHIRMoment.range($0.description)?.upperBound })
        case .notYet(let from):
          comparison.reaches(from: FHIRMoment.range(from.description)?.lowerBound)
        case .dropped, .unknown, .unlisted: false
        }
      }
    }
    if let active = arguments.text("active") {
      let wanted = active == "true"
      let isAffiliation = type == "OrganizationAffiliation"
      tests.append { facility in
        guard isAffiliation else { return (facility.operationalStatus.word != .closed) == wanted }
        switch facility.membership {
        case .inForce: return wanted
        case .notYet, .expired, .dropped: return !wanted
        case .unknown, .unlisted: return false
        }
      }
    }
    self.tests = tests
  }

  func accepts(_ facility: Facility) -> Bool {
    filter.accepts(facility) && tests.allSatisfy { $0(facility) }
  }

  /// The code of a token of a system: `code`, `system|code`; `nil` for another system's.
  private static func token(_ text: String, system: String) -> String? {
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 1 { return text }
    return parts[0] == system ? String(parts[1]) : nil
  }

  /// Ways in which a text is looked for.
  private enum Text {
    case start, part, whole

    func fits(_ name: String, _ text: String) -> Bool {
      if case .whole = self { return name == text }
      let (name, text) = (Self.key(name), Self.key(text))
      guard !text.isEmpty else { return false }
      if case .part = self { return name.contains(text) }
      return name.hasPrefix(text)
    }

    /// Blind to case, accents and punctuation, as names are looked for everywhere here.
    private static func key(_ text: String) -> String { NameKey.words(text).joined(separator: " ") }
  }
}
