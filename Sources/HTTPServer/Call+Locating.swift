internal import Application
internal import Facilities
internal import Formats

extension Call {
  /// Runs a use case of locating; an error becomes a problem at the parameter that it is about.
  ///
  /// - Parameters:
  ///   - isEmergency: Whether a problem says first whom to call.
  ///   - field: The parameter that holds the text about a place.
  ///   - body: The use case.
  /// - Returns: The reply of the use case.
  /// - Throws: `Problem` for a `LocateError`; other errors as they are.
  func locating(
    _ isEmergency: Bool = false, field: String = "position", _ body: (Locator) throws -> Reply
  ) throws -> Reply {
    do {
      return try body(snapshot.locator)
    } catch let error as LocateError {
      let place =
        switch error {
        case .regionUnknown, .regionAmbiguous: "region"
        case .limitOutOfRange: "limit"
        default: field
        }
      throw Problem(error, field: place, isEmergency: isEmergency)
    } catch var problem as Problem {
      problem.isEmergency = isEmergency
      throw problem
    }
  }

  /// The text of the position that was asked about: `position`, or `lat` and `lon`.
  func position() throws(Problem) -> String {
    let (latitude, longitude) = (arguments.text("lat"), arguments.text("lon"))
    guard let text = arguments.text("position") else {
      guard let latitude, let longitude else {
        throw .missingParameter(
          latitude != nil ? ["lon"] : longitude != nil ? ["lat"] : ["position", "lat"])
      }
      return "\(latitude),\(longitude)"
    }
    guard latitude == nil, longitude == nil else {
      throw .conflictingParameters(["position", "lat", "lon"])
    }
    return text
  }

  /// The kinds that were asked for; none for all.
  var kinds: Set<FacilityKind> {
    Set((arguments.words("kind") ?? []).compactMap(FacilityKind.init))
  }

  /// The bases that were asked for.
  var bases: Set<PLKKBasis>? {
    arguments.words("basis").map { Set($0.compactMap(PLKKBasis.init)) }
  }

  /// Which facilities are asked for; those of the PLKK list unless set otherwise.
  func filter() throws(LocateError) -> FacilityFilter {
    var filter = FacilityFilter.plkk
    filter.kinds = kinds
    if let bases { filter.bases = bases }
    filter.onlyEmergency24h = arguments.flag("emergency_24h")
    if let region = arguments.text("region") {
      filter.regionCode = try snapshot.locator.region(region).code
    }
    return filter
  }
}
