internal import Geo

/// A position to search around: `near=lat|lon|distance|unit` of R4, with `near-distance` of the version
/// before, which directories still send.
struct FHIRNear: Sendable {
  /// Where.
  let position: Position
  /// How far, metres; without end where it was not said.
  let meters: Double
  /// The unit of distances, a code of UCUM, and its length in metres.
  let unit: (code: String, meters: Double)
  /// Whether the distance came as `near-distance`.
  let isOldForm: Bool

  private static let units: [String: (code: String, meters: Double)] = [
    "km": ("km", 1000), "m": ("m", 1), "[mi_i]": ("[mi_i]", 1609.344),
    "[mi_us]": ("[mi_us]", 6336_000.0 / 3937), "[ft_i]": ("[ft_i]", 0.3048),
  ]
  private static let allowed = "LAT|LON[|DISTANCE[|km|m|[mi_i]|[mi_us]|[ft_i]]]"
  private static let allowedOld = "DISTANCE[|http://unitsofmeasure.org]|km"

  /// Reads both parameters.
  init(_ near: String, distance: String?) throws(Problem) {
    var parts = near.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 { parts = near.split(separator: ":").map(String.init) }
    guard (2...4).contains(parts.count), let latitude = Parameter.number(parts[0]),
      let longitude = Parameter.number(parts[1]),
      let position = Position(latitude: latitude, longitude: longitude)
    else { throw .wrongValue("near", near, Self.allowed) }
    self.position = position
    var number = parts.count > 2 ? parts[2] : ""
    var name = parts.count > 3 && !parts[3].isEmpty ? parts[3] : "km"
    isOldForm = distance != nil
    if let distance {
      guard number.isEmpty, parts.count < 4 else {
        throw .conflictingParameters(["near", "near-distance"])
      }
      let words = distance.split(separator: "|", omittingEmptySubsequences: false)
      let system = words.count == 3 ? String(words[1]) : ""
      guard (1...3).contains(words.count), ["", "http://unitsofmeasure.org"].contains(system) else {
        throw .wrongValue("near-distance", distance, Self.allowedOld)
      }
      // A quantity may begin with a comparison; at most is what a distance means.
      let value =
        words[0].hasPrefix("le") || words[0].hasPrefix("lt") ? words[0].dropFirst(2) : words[0]
      number = String(value)
      name = words.count > 1 ? String(words[words.count - 1]) : "km"
    }
    guard let unit = Self.units[name] else {
      throw Self.refusal(near, distance)
    }
    self.unit = unit
    guard !number.isEmpty else {
      meters = .infinity
      return
    }
    guard let value = Parameter.number(number), value >= 0 else {
      throw Self.refusal(near, distance)
    }
    meters = value * unit.meters
  }

  private static func refusal(_ near: String, _ distance: String?) -> Problem {
    if let distance { return .wrongValue("near-distance", distance, allowedOld) }
    return .wrongValue("near", near, allowed)
  }
}
