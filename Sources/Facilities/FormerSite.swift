/// A facility that left the list or closed, or a retired id: found by id and name, never
/// ranked, chosen, exported or printed.
public struct FormerSite: Hashable, Sendable {
  /// Why it is no longer on the list.
  public enum Reason: Hashable, Sendable {
    /// It closed, on `on` as far as that is known (else empty); `note` says more, or is empty.
    case closed(on: String, note: String)
    /// It left the list, or the list calls it by another id.
    case left(Leaving)
  }

  /// Reasons for leaving the list; the raw value is the identifier in the tables.
  public enum Leaving: String, CaseIterable, Hashable, Sendable {
    /// A post of the army or the police, for its own people.
    case armyOrPolice = "army_or_police"
    /// A presumed site whose place another took when the published counts were met anew.
    case placeGivenUp = "place_given_up"
    /// A hospital beside the list that is now a site of it.
    case nowOnList = "now_on_list"
    /// The complete list that its branch published does not name it.
    case notOnBranchList = "not_on_branch_list"
    /// The same facility as another entry.
    case sameHouse = "same_house"
    /// A facility for one kind of illness.
    case specialHouse = "special_house"
    /// It closed.
    case closed
  }

  /// The id that it had and that is never assigned again; empty for a facility that had none.
  public let id: String
  /// Name.
  public let name: String
  /// Other names that it was known by.
  public let otherNames: [String]
  /// What sort of facility it was.
  public let kind: FacilityKind
  /// Kemendagri code of the kabupaten/kota.
  public let regencyCode: String
  /// Why it is not on the list.
  public let reason: Reason
  /// The id under which the facility is found now, or `nil`.
  public let nowID: String?
  /// Who says so, or empty where it follows from how the list was made (`SOURCES.md`).
  public let source: String
  /// Date of that source as printed there, or empty.
  public let date: String

  /// The rows of both tables; a closed facility with a retired id appears once.
  ///
  /// - Throws: `SeedError` at the first field that breaks a rule.
  public static func all(
    closed: SeedTable, retired: SeedTable
  ) throws(SeedError) -> [FormerSite] {
    var sites: [FormerSite] = []
    var closedIDs = Set<String>()
    for record in try closed.records() {
      let site = try FormerSite(closed: record)
      closedIDs.insert(site.id)
      sites.append(site)
    }
    for record in try retired.records() {
      let site = try FormerSite(retired: record)
      if !closedIDs.contains(site.id) { sites.append(site) }
    }
    return sites
  }

  init(closed record: SeedRecord) throws(SeedError) {
    id = record[0]
    name = try record.text(1)
    otherNames = record.list(2)
    kind = try record.word(3)
    regencyCode = try record.text(4)
    reason = .closed(on: record[7], note: record[10])
    nowID = nil
    source = try record.text(8)
    date = try record.text(9)
  }

  init(retired record: SeedRecord) throws(SeedError) {
    id = try record.text(0)
    name = try record.text(1)
    otherNames = []
    kind = try record.word(2)
    regencyCode = try record.text(3)
    let leaving: Leaving = try record.word(4)
    reason = leaving == .closed ? .closed(on: "", note: "") : .left(leaving)
    nowID = record[5].isEmpty ? nil : record[5]
    source = record[6]
    date = record[7]
  }
}

extension Directory {
  /// The former facility with a retired id, ignoring case.
  ///
  /// - Complexity: O(former sites).
  public func former(id: String) -> FormerSite? {
    let id = id.uppercased()
    return id.isEmpty ? nil : former.first { $0.id.uppercased() == id }
  }

  /// Former facilities whose name, other names or id hold every word of a text.
  ///
  /// One that is found under another id now is left out: the list itself has it.
  public func searchFormer(_ text: String) -> [FormerSite] {
    let words = NameKey.words(text)
    guard !words.isEmpty else { return [] }
    return former.filter { site in
      let names = ([site.name] + site.otherNames).map { NameKey.words($0).joined(separator: " ") }
      if site.nowID == nil, names.contains(where: { words.allSatisfy($0.contains) }) { return true }
      let id = NameKey.words(site.id).joined(separator: " ")
      return words.allSatisfy(id.contains)
    }
  }
}
