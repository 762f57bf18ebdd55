import Geo
import Positions
import TestSupport

// How a place is written.

extension SpellingGenerator {
  /// The two halves of a notation and how they may be parted.
  struct Halves {
    var latitude: String
    var longitude: String
    var step: Double
    /// Directions or labels stand on both halves.
    var isMarked: Bool
    /// Numbers are parted by blanks within a half.
    var hasBlanks = false
    var usesComma: Bool
    /// The rounded values.
    var values: (Double, Double)
    /// Only in this order, with nothing else between.
    var whole: String?
  }

  static let notations = 34

  func fixed(_ value: Double, _ decimals: Int) -> String {
    let text = Self.decimal(value.magnitude, decimals)
    return text
  }

  static func decimal(_ value: Double, _ decimals: Int) -> String {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = Int64((value * power).rounded())
    let whole = scaled / Int64(power)
    guard decimals > 0 else { return String(whole) }
    let fraction = String(scaled % Int64(power))
    return "\(whole)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  mutating func halves(_ latitude: Double, _ longitude: Double) -> Halves {
    let mark = Bool.random(using: &random) ? "," : "."
    let decimals = Int.random(in: 3...6, using: &random)
    let notation = Int(random.next() % UInt64(Self.notations))
    func number(_ value: Double, _ decimals: Int) -> String {
      String(fixed(value, decimals).map { $0 == "." ? Character(mark) : $0 })
    }
    func rounded(_ value: Double, _ decimals: Int) -> Double {
      (value < 0 ? -1 : 1) * (Double(Self.decimal(value.magnitude, decimals)) ?? 0)
    }
    let south = latitude < 0
    let sign = south ? "-" : ""
    var step = 1.0
    for _ in 0..<decimals { step /= 10 }
    let plain = (number(latitude, decimals), number(longitude, decimals))
    var out = Halves(
      latitude: sign + plain.0, longitude: plain.1, step: step, isMarked: true,
      usesComma: mark == ",",
      values: (rounded(latitude, decimals), rounded(longitude, decimals)))
    func set(_ north: String, _ east: String) {
      out.latitude = north
      out.longitude = east
    }
    // Degrees, minutes, seconds in whole hundredths of a second or thousandths of a minute.
    func dms(_ value: Double) -> (Int, Int, String, Double) {
      let hundredths = Int((value.magnitude * 360_000).rounded())
      let seconds = Double(hundredths % 6000) / 100
      return (
        hundredths / 360_000, hundredths / 6000 % 60, number(seconds, 2),
        Double(hundredths) / 360_000
      )
    }
    func dm(_ value: Double) -> (Int, String, Double) {
      let thousandths = Int((value.magnitude * 60_000).rounded())
      return (
        thousandths / 60_000, number(Double(thousandths % 60_000) / 1000, 3),
        Double(thousandths) / 60_000
      )
    }
    func useSeconds(_ format: ((Int, Int, String, Double), Bool, Bool) -> String) {
      let (a, b) = (dms(latitude), dms(longitude))
      set(format(a, true, south), format(b, false, false))
      out.values = (south ? -a.3 : a.3, b.3)
      out.step = 0.01 / 3600
    }
    func useMinutes(_ format: ((Int, String, Double), Bool, Bool) -> String) {
      let (a, b) = (dm(latitude), dm(longitude))
      set(format(a, true, south), format(b, false, false))
      out.values = (south ? -a.2 : a.2, b.2)
      out.step = 0.001 / 60
    }
    let ls = south ? "LS" : "LU"
    let s = south ? "S" : "N"
    let selatan = south ? "Selatan" : "Utara"
    switch notation {
    case 0...5: out.isMarked = false
    case 6: set(plain.0 + " " + ls, plain.1 + " BT")
    case 7: set(plain.0 + s, plain.1 + "E")
    case 8: set(plain.0 + "° " + ls, plain.1 + "° BT")
    case 9: set(s + " " + plain.0, "E " + plain.1)
    case 10: set(s + plain.0, "E" + plain.1)
    case 11: set(ls + " " + plain.0, "BT " + plain.1)
    case 12: set("Lat: " + out.latitude, "Long: " + out.longitude)
    case 13: set("lintang " + out.latitude, "bujur " + out.longitude)
    case 14: set(plain.0 + " lintang " + selatan.lowercased(), plain.1 + " bujur timur")
    case 15: set("Lintang \(selatan): " + plain.0, "Bujur Timur: " + plain.1)
    case 16: set(plain.0 + "° " + s, plain.1 + "° E")
    case 17: set("lat=" + out.latitude, "lon=" + out.longitude)
    case 18: useSeconds { a, isLat, _ in "\(a.0)°\(a.1)'\(a.2)\" " + (isLat ? ls : "BT") }
    case 19: useSeconds { a, isLat, _ in "\(a.0)° \(a.1)′ \(a.2)″ " + (isLat ? s : "E") }
    case 20:
      out.hasBlanks = true
      useSeconds { a, isLat, _ in "\(a.0) \(a.1) \(a.2) " + (isLat ? ls : "BT") }
    case 21: useSeconds { a, isLat, _ in (isLat ? s : "E") + " \(a.0)°\(a.1)'\(a.2)\"" }
    case 22: useMinutes { a, isLat, _ in "\(a.0)° \(a.1)' " + (isLat ? s : "E") }
    case 23:
      out.hasBlanks = true
      useMinutes { a, isLat, _ in "\(a.0) \(a.1) " + (isLat ? ls : "BT") }
    case 24: useMinutes { a, isLat, _ in (isLat ? s : "E") + "\(a.0)° \(a.1)'" }
    case 25:
      out.hasBlanks = true
      useMinutes { a, isLat, _ in (isLat ? s : "E") + " \(a.0) \(a.1)" }
    case 26: useSeconds { a, isLat, _ in "\(a.0):\(a.1):\(a.2) " + (isLat ? s : "E") }
    case 27:
      useSeconds { a, isLat, _ in
        "\(a.0) derajat \(a.1) menit \(a.2) detik " + (isLat ? ls : "BT")
      }
    case 28:
      useSeconds { a, isLat, _ in "\(a.0) deg \(a.1) min \(a.2) sec " + (isLat ? s : "E") }
    case 29: useSeconds { a, _, isSouth in (isSouth ? "-" : "+") + "\(a.0)°\(a.1)'\(a.2)\"" }
    case 30:
      let position = Position(latitude: latitude, longitude: longitude)
      out.whole = position.flatMap { PositionFormat.utm($0) } ?? ""
      out.values = (latitude, longitude)
      out.step = 1e-5
    case 31:
      let position = Position(latitude: latitude, longitude: longitude)
      out.whole = position.flatMap { PositionFormat.mgrs($0) } ?? ""
      out.values = (latitude, longitude)
      out.step = 1.4e-5
    case 32:
      let position = Position(latitude: latitude, longitude: longitude)
      out.whole = position.map { PositionFormat.plusCode($0) } ?? ""
      out.values = (latitude, longitude)
      out.step = 1.0 / 8000
    default:
      let point = (Self.decimal(latitude.magnitude, decimals), Self.decimal(longitude, decimals))
      out.whole = pick([
        "geo:\(sign)\(point.0),\(point.1)",
        "https://maps.google.com/?q=\(sign)\(point.0),\(point.1)",
        "https://www.google.com/maps/search/\(sign)\(point.0),+\(point.1)",
        "https://www.openstreetmap.org/?mlat=\(sign)\(point.0)&mlon=\(point.1)",
        "https://maps.apple.com/?ll=\(sign)\(point.0),\(point.1)&t=m",
      ])
    }
    return out
  }
}
