/// Reads a text as every door does and writes what it means as JSON for the page.
struct TextReader {
  let language: Language
  let isEmergency: Bool
  let day: CivilDate?

  /// `{"readings":[…]}`, `{"error":{…}}`, or `{"needsPlaces":true}` before the names are here.
  func answer(_ text: String) -> String {
    var json = JSONWriter()
    json.object { json in
      guard let locator, hasPlaces || !namesPlace(text) else {
        json.member("needsPlaces", true)
        return
      }
      do throws(LocateError) {
        let readings =
          isEmergency ? try locator.readings(of: text) : [try locator.understand(text)]
        var found: [(ResolvedPosition, Shares)] = []
        for reading in readings { found.append((reading, try shares(locator, reading))) }
        json.member("readings", array: { for one in found { write(one.0, one.1, &$0) } })
      } catch {
        write(error, &json)
      }
    }
    return json.text
  }

  /// Whether a text names a place, alone or beside a short Plus Code.
  private func namesPlace(_ text: String) -> Bool {
    switch try? PositionText.parse(text) {
    case .position?, nil: false
    case .place?, .shortPlusCode?: true
    }
  }

  /// What is to be said where other sites are the nearest from elsewhere in a named area.
  private struct Shares {
    var ordinary: AreaShare?
    var emergency: AreaShare?
  }

  /// As `Locator.nearest` and `Locator.emergency` find them.
  private func shares(
    _ locator: Locator, _ query: ResolvedPosition
  ) throws(LocateError) -> Shares {
    func share(_ filter: FacilityFilter) throws(LocateError) -> AreaShare? {
      guard let share = try locator.share(of: query, filter: filter), share.same < share.villages
      else { return nil }
      return share
    }
    var injured = FacilityFilter.plkk
    injured.leavesOut = FacilityFilter.injuryHospital.leavesOut
    var shares = Shares(ordinary: try share(.plkk))
    shares.emergency = try share(.injuryHospital)
    if shares.emergency == nil { shares.emergency = try share(injured) }
    return shares
  }

  private func write(_ query: ResolvedPosition, _ shares: Shares, _ json: inout JSONWriter) {
    json.object { json in
      json.put("lat") { $0.value(query.position.latitude) }
      json.put("lon") { $0.value(query.position.longitude) }
      json.put("precision") { $0.value(query.precisionMeters) }
      json.member("approximate", query.isApproximate)
      json.member("echo", array: { for line in echo(query) { $0.value(line) } })
      json.member(
        "shares",
        object: { json in
          for (name, share, occasion) in [
            ("ordinary", shares.ordinary, Occasion.ordinary),
            ("emergency", shares.emergency, .emergency),
          ] {
            guard let share else { continue }
            let advisory = Advisory.otherNearest(share)
            json.member(
              name,
              object: { json in
                json.member("code", advisory.code)
                json.member("sentence", language.advisory(advisory, occasion))
              })
          }
        })
    }
  }

  /// How the text was read, and what is to be noticed of it.
  private func echo(_ query: ResolvedPosition) -> [String] {
    [language.readAs(query)] + language.notices(query)
  }

  private func write(_ error: LocateError, _ json: inout JSONWriter) {
    let fault = language.fault(error, .page)
    json.member(
      "error",
      object: { json in
        json.member("code", error.code)
        json.member("sentence", fault.sentence)
        json.member("lead", fault.lead)
        json.member(
          "candidates",
          array: { array in
            for choice in fault.choices.prefix(12) { array.value(choice.short) }
          })
      })
  }
}

extension JSONWriter {
  /// Writes a member whose value a closure writes.
  mutating func put(_ name: String, _ write: (inout JSONWriter) -> Void) {
    key(name)
    write(&self)
  }
}
