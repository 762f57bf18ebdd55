internal import Facilities
internal import Formats
internal import Geo
internal import Referrals
internal import Wording

/// The list as the page reads it: `/sites.json`.
///
/// Columns instead of records, since a phone on a bad line loads it before the first answer; numbers of
/// positions are millionths of a degree.
struct SiteData {
  let directory: Directory
  let gazetteer: Gazetteer
  let day: CivilDate

  /// The JSON text.
  ///
  /// - Complexity: O(facilities).
  func json() -> String {
    var texts = PageTexts()
    let facilities = directory.facilities
    let profiles = facilities.map { texts.place(texts.profile($0, day: day)) }
    var json = JSONWriter()
    json.object { json in
      json.member("day", day.description)
      json.member("dayNumber", day.daysSince1970)
      json.put("sites") { $0.object { columns(&$0, facilities, profiles) } }
      json.member(
        "profiles",
        array: { array in
          for profile in texts.profiles {
            array.array { row in
              row.value(profile.kind)
              for group in [profile.ordinary, profile.urgent, profile.agreement] {
                row.array { list in for place in group { list.value(place) } }
              }
              row.array { list in for code in profile.warnings { list.value(code) } }
            }
          }
        })
      json.put("texts") { Self.phrases(texts.texts, &$0) }
      json.put("regions") { regions(&$0) }
      json.put("words") { PageSentences.write(&$0) }
    }
    return json.text
  }

  /// What the first answer can do without, `/more.json`: addresses, other names and former
  /// facilities.
  func more() -> String {
    var json = JSONWriter()
    json.object { json in
      for (name, value) in [
        ("address", { $0.address }), ("names", { $0.otherNames.joined(separator: "; ") }),
      ] as [(String, (Facility) -> String)] {
        json.member(
          name, array: { list in for site in directory.facilities { list.value(value(site)) } })
      }
      json.put("former") { former(&$0) }
    }
    return json.text
  }

  /// Whether the number as machines dial it is +62 and the digits of the printed one after its 0.
  private static func isPlainly(_ site: Facility) -> Bool {
    let digits = site.phone.filter { ("0"..."9").contains($0) }
    return digits.hasPrefix("0") && site.phoneE164 == "+62" + digits.dropFirst()
  }

  private func columns(
    _ json: inout JSONWriter, _ facilities: [Facility], _ profiles: [Int]
  ) {
    let codes = gazetteer.regencies.map(\.region.code)
    func texts(_ name: String, _ value: (Facility) -> String) {
      json.member(name, array: { list in for site in facilities { list.value(value(site)) } })
    }
    func numbers(_ name: String, _ value: (Facility) -> Int?) {
      json.member(name, array: { list in for site in facilities { list.value(value(site)) } })
    }
    texts("id") { $0.id }
    texts("name") { $0.name }
    numbers("lat") { $0.position.map { Int(($0.latitude * 1e6).rounded()) } }
    numbers("lon") { $0.position.map { Int(($0.longitude * 1e6).rounded()) } }
    numbers("traits") { Int(SiteTraits.bits($0)) }
    numbers("known") { $0.knownOn?.daysSince1970 }
    numbers("regency") { site in codes.firstIndex(of: site.regencyCode) }
    texts("district") { $0.district }
    texts("phone") { $0.phone }
    json.member(
      "tel",
      array: { list in
        for site in facilities {
          if Self.isPlainly(site) { list.value(1) } else { list.value(site.phoneE164) }
        }
      })
    json.member("profile", array: { list in for place in profiles { list.value(place) } })
  }

  /// Former facilities, to be found by name and id and shown as such.
  private func former(_ json: inout JSONWriter) {
    json.array { array in
      for site in directory.former {
        let now = site.nowID.flatMap { directory.facility(id: $0) }
        let sentence = site.sentence(now: now)
        array.array { row in
          row.value(site.id)
          row.value(site.name)
          row.value(site.otherNames.joined(separator: "; "))
          row.value(sentence.id)
          row.value(sentence.en)
          row.value(site.nowID)
        }
      }
    }
  }

  private func regions(_ json: inout JSONWriter) {
    json.object { json in
      json.member(
        "provinces",
        array: { array in
          for province in gazetteer.provinces {
            array.array { row in
              row.value(province.code)
              row.value(province.name)
              row.value(province.zone.rawValue)
            }
          }
        })
      json.member(
        "regencies",
        array: { array in
          for regency in gazetteer.regencies {
            array.array { row in
              row.value(regency.region.code)
              row.value(regency.region.name)
            }
          }
        })
    }
  }

  /// Texts as pairs of Indonesian and English; one where both are the same.
  static func phrases(_ phrases: [Phrase], _ json: inout JSONWriter) {
    json.array { array in
      for phrase in phrases {
        if phrase.id == phrase.en {
          array.value(phrase.id)
        } else {
          array.array { pair in
            pair.value(phrase.id)
            pair.value(phrase.en)
          }
        }
      }
    }
  }
}

extension JSONWriter {
  /// Writes a member whose value a closure writes.
  mutating func put(_ name: String, _ write: (inout JSONWriter) -> Void) {
    key(name)
    write(&self)
  }
}
