import Facilities
import Formats
import Schema
import Wording

/// Houses that are on no list any more: said with the reason, never shown as a site.
enum FormerRendering {
  static func sentence(_ site: FormerSite, now: Facility?) -> String {
    say(site.sentence(now: now))
  }

  /// One object; where the house is known under another id, that id says so.
  static func json(_ site: FormerSite, into json: inout JSONWriter) {
    json.object { $0.members(SiteListRecord.fields(site)) }
  }
}
