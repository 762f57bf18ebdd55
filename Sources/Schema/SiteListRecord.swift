public import Application
public import Facilities
internal import Formats

/// A list of facilities without a position to measure from, as every door writes it.
public enum SiteListRecord {
  /// `count` of all, of how many more the emergency hours are unknown where these were asked for,
  /// `results`, and what was found of facilities that are no longer on a list.
  ///
  /// - Parameters:
  ///   - list: All that were found.
  ///   - limit: How many are written; `next` is the id of the last where more follow.
  ///   - day: The day that ages are counted to, where the list says none.
  /// - Returns: Names and values, in the order of the formats.
  public static func fields(
    _ list: SiteList, limit: Int = .max, day: CivilDate?
  ) -> [RecordField] {
    let shown = list.facilities.prefix(limit)
    var fields = [RecordField("count", .integer(list.facilities.count))]
    if let unknown = list.hoursUnknown {
      fields.append(RecordField("emergency_hours_unknown", .integer(unknown)))
    }
    fields.append(
      RecordField("results", .objects(shown.map { FacilityRecord.fields($0, day: day) })))
    if limit < .max {
      let next = shown.count < list.facilities.count ? shown.last?.id : nil
      fields.append(RecordField("next", text: next))
    }
    if let former = list.former, !former.isEmpty {
      fields.append(RecordField("former", .objects(former.map { self.fields($0.site) })))
    }
    return fields
  }

  /// A former facility, with its present id where it has one.
  public static func fields(_ site: FormerSite) -> [RecordField] {
    func known(_ name: String, _ text: String) -> RecordField {
      RecordField(name, text: text.isEmpty ? nil : text)
    }
    var fields = [
      known("id", site.id), RecordField("name", site.name),
      RecordField("other_names", .list(site.otherNames)),
      RecordField("kind", site.kind.rawValue), RecordField("regency_code", site.regencyCode),
    ]
    switch site.reason {
    case .closed(let on, let note):
      fields += [
        RecordField("reason", FormerSite.Leaving.closed.rawValue), known("closed_on", on),
        known("note", note),
      ]
    case .left(let leaving): fields.append(RecordField("reason", leaving.rawValue))
    }
    return fields + [
      RecordField("now_id", text: site.nowID), known("source", site.source),
      known("source_date", site.date),
    ]
  }
}
