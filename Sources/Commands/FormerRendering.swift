import Facilities
import Formats
import Wording

/// Houses that are on no list any more: said with the reason, never shown as a site.
enum FormerRendering {
  static func sentence(_ site: FormerSite, now: Facility?) -> String {
    say(site.sentence(now: now))
  }

  /// One object; where the house is known under another id, that id says so.
  static func json(_ site: FormerSite, into json: inout JSONWriter) {
    json.object {
      $0.member("id", site.id.isEmpty ? nil : site.id)
      $0.member("name", site.name)
      $0.member("other_names", array: { list in for name in site.otherNames { list.value(name) } })
      $0.member("kind", site.kind.rawValue)
      $0.member("regency_code", site.regencyCode)
      switch site.reason {
      case .closed(let on, let note):
        $0.member("reason", FormerSite.Leaving.closed.rawValue)
        $0.member("closed_on", on.isEmpty ? nil : on)
        $0.member("note", note.isEmpty ? nil : note)
      case .left(let leaving): $0.member("reason", leaving.rawValue)
      }
      $0.member("now_id", site.nowID)
      $0.member("source", site.source.isEmpty ? nil : site.source)
      $0.member("source_date", site.date.isEmpty ? nil : site.date)
    }
  }
}
