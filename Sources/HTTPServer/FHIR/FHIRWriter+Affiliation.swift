internal import Application
internal import Facilities
internal import Formats

extension FHIRWriter {
  /// The agreement: whether it is in force, and what supports that there is one.
  func affiliation(_ facility: Facility, into json: inout JSONWriter) {
    json.member("resourceType", "OrganizationAffiliation")
    json.member("id", facility.id)
    meta(facility, into: &json)
    text(facility, into: &json)
    var sources: [(String, String)] = []
    if !facility.basisSource.isEmpty {
      sources.append((FHIRSystems.basisSource, facility.basisSource))
    }
    if !facility.basisDate.isEmpty { sources.append((FHIRSystems.basisDate, facility.basisDate)) }
    if !sources.isEmpty {
      json.member(
        "extension",
        array: { list in
          for (url, value) in sources {
            list.object {
              $0.member("url", url)
              $0.member("valueString", value)
            }
          }
        })
    }
    if let number = facility.standing?.agreementNumber, !number.isEmpty {
      json.member(
        "identifier",
        array: {
          $0.object {
            $0.member("system", FHIRSystems.agreement)
            $0.member("value", number)
          }
        })
    }
    let agreement = Agreement(facility.membership)
    if let isActive = agreement.isActive {
      json.member("active", isActive)
    } else {
      // No official source says; the element is there and says so.
      json.member(
        "_active",
        object: {
          $0.member(
            "extension",
            array: {
              $0.object {
                $0.member("url", FHIRSystems.absent)
                $0.member("valueCode", "unknown")
              }
            })
        })
    }
    if agreement.start != nil || agreement.end != nil {
      json.member(
        "period",
        object: {
          if let start = agreement.start { $0.member("start", start.description) }
          if let end = agreement.end { $0.member("end", end.description) }
        })
    }
    json.member(
      "organization",
      object: { $0.member("reference", "Organization/\(FHIRSystems.network)") })
    json.member(
      "participatingOrganization",
      object: { $0.member("reference", "Organization/\(facility.id)") })
    json.member(
      "code",
      array: {
        $0.object {
          self.coding(FHIRSystems.membership, "plkk", "Pusat Layanan Kecelakaan Kerja", into: &$0)
        }
      })
    json.member(
      "location", array: { $0.object { $0.member("reference", "Location/\(facility.id)") } })
  }

  /// Whether an agreement is in force and when, as far as an official list says.
  private struct Agreement {
    var isActive: Bool?
    var start: CivilDate?
    var end: CivilDate?

    init(_ membership: Membership) {
      switch membership {
      case .inForce(let until): (isActive, end) = (true, until)
      case .notYet(let from): (isActive, start) = (false, from)
      case .expired(let on): (isActive, end) = (false, on)
      case .dropped: isActive = false
      case .unknown, .unlisted: break
      }
    }
  }
}
