import Geo
import Positions
import TestSupport

/// A text as people write positions, with what is right.
struct Spelling {
  var text: String
  var latitude: Double
  var longitude: Double
  /// Degrees that the notation itself loses.
  var tolerance: Double
  /// What stands in it besides the coordinate.
  var kind: Kind

  enum Kind: String, CaseIterable {
    /// Nothing: has to be read.
    case plain
    /// Words and numbers with a known role: the coordinate is the right answer.
    case foreign
    /// A number or sign that may be anything: a refusal is right as well.
    case doubtful
    /// A sign that was lost or spoilt: never the other hemisphere.
    case broken
  }
}

/// Makes spellings at random: places × notations × decimal marks × what stands before, between and
/// behind × what becomes of a minus.
struct SpellingGenerator {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func pick<T>(_ list: [T]) -> T { list[Int(random.next() % UInt64(list.count))] }

  mutating func next(_ kind: Spelling.Kind) -> Spelling {
    var latitude = Double.random(in: -4.2...4.3, using: &random)
    let longitude = Double.random(in: 108.6...118.9, using: &random)
    if abs(latitude) < 0.01 { latitude = -0.0263 }
    if kind == .broken { latitude = -abs(latitude) }
    switch kind {
    case .plain: return plain(latitude, longitude)
    case .foreign, .doubtful: return surrounded(latitude, longitude, kind)
    case .broken: return broken(latitude, longitude)
    }
  }

  // MARK: Notations

  /// The two halves of a notation and how they may be parted.
  private struct Halves {
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

  private func fixed(_ value: Double, _ decimals: Int) -> String {
    let text = Self.decimal(value.magnitude, decimals)
    return text
  }

  private static func decimal(_ value: Double, _ decimals: Int) -> String {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = Int64((value * power).rounded())
    let whole = scaled / Int64(power)
    guard decimals > 0 else { return String(whole) }
    let fraction = String(scaled % Int64(power))
    return "\(whole)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  private mutating func halves(_ latitude: Double, _ longitude: Double) -> Halves {
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

  // MARK: What stands between

  static let separators = [
    ", ", " ", ",", "; ", ";", " / ", "/", " | ", "\n", "\t", "  ", " , ", " dan ", " & ", "\u{A0}",
    ",\n", " ; ", "|",
  ]

  private mutating func joined(_ halves: Halves) -> String {
    if let whole = halves.whole { return whole }
    var separator = pick(Self.separators)
    // A comma without a blank between decimal commas is a chain of four, which is read; between parts
    // of angles it is one more decimal comma.
    if separator == ",", halves.usesComma, halves.latitude.contains("°") || halves.hasBlanks {
      separator = ", "
    }
    if separator.allSatisfy({ $0 == " " || $0 == "\u{A0}" }), halves.hasBlanks { separator = ", " }
    let turned =
      halves.isMarked && halves.latitude.first != "-" && halves.latitude.first != "+"
      && random.next() % 6 == 0
    return turned
      ? halves.longitude + separator + halves.latitude
      : halves.latitude + separator + halves.longitude
  }

  private mutating func plain(_ latitude: Double, _ longitude: Double) -> Spelling {
    let halves = halves(latitude, longitude)
    return spelling(joined(halves), halves, .plain)
  }

  private func spelling(_ text: String, _ halves: Halves, _ kind: Spelling.Kind) -> Spelling {
    Spelling(
      text: text, latitude: halves.values.0, longitude: halves.values.1,
      tolerance: halves.step + 1e-9, kind: kind)
  }

  // MARK: What stands around

  /// What people write before a coordinate; the coordinate is what is meant.
  static let prefixes = [
    "1. ", "2) ", "(3) ", "#4 ", "No. 1 ", "Titik 1: ", "Titik 2 ", "P1 ", "P12: ", "BM-01 ",
    "A.1 ",
    "WP 7: ", "Station3: ", "Camp 45 ", "Camp 45: ", "KM 38 ", "Km 12,5 ", "KM. 38 ", "Blok C12 ",
    "Blok C1: ", "RT 05 RW 02 ", "RT.03/RW.01, ", "Desa 2, ", "Pos 3: ", "RW 2 ", "Koordinat (2): ",
    "jam 7 ", "jam 07.15 ", "pukul 14.30 WITA ", "06:15 ", "12/03/2024 ", "12-03-2024 ",
    "12 Mar 2024 ", "tgl 5 ", "[12/03/24 14.30.22] Budi: ", "acc 5 ", "akurasi 5 m ",
    "elevasi 25 m ",
    "Koordinat: ", "koordinat ", "Lokasi ", "Samarinda ", "Samarinda: ",
    "Samarinda, Kalimantan Timur ", "Kalimantan Selatan, ", "Kutai Barat ", "Banjarmasin Timur: ",
    "Barito Utara, ", "South Kalimantan ", "hp 081255512345 ", "Telp 0511-3252180 ",
    "+62 812-3456-7890 ", "mohon bantuan ", "tolong pak ", "Posisi saya di ", "• ", "📍", "📍 ",
    "PT ABC: ", "lokasi kecelakaan: ", "sekitar ", "SP 4 ", "Jl. A. Yani KM 5, ",
    "3 orang luka di ",
    "Titik koordinat : ", "GPS: ", "> ", "Sungai Danau, ", "Afdeling 3 ", "Foto 12: ",
    "2024-03-12T06:15:00Z ", "Camp Alpha (", "S. Parman, ",
  ]

  /// What may be anything: a refusal is as right as the reading.
  static let doubtfulPrefixes = [
    "3 ", "12 ", "1 ", "2, ", "3; ", "5 | ", "1\t", "foo 3 ", "Sukamaju 2 ", "Satui 2: ", "4: ",
    "T1 ",
    "S3 ", "B 7 ", "2/3 ", "3.5 ", "1,5 ", "U2: ", "E-5 ", "7-", "sel ", "lat sel ", "50 ", "99 ",
    "0. ", "3 3 ", "1 2 3 ", "a1b2 ", "x ", "BT ", "timur ",
    "strip ", "N ", "Unit 7 - ", "10.5 km ", "1. 2 ", "Selatan Banjarmasin ", "Barat Daya ",
  ]

  static let suffixes = [
    "", ".", ",", " mohon bantuan", " tolong cepat ya", ", Samarinda", ", Kalimantan Selatan",
    " elevasi 25 meter", " alt 12 m", " akurasi 5 m", " ±5 m", " (akurasi 5 m)", " jam 14.30 WITA",
    " pukul 07:15", " 12/03/2024 14:30 GMT +08:00", " 12 Mar 2024 14.30", " RT 05 RW 02", " KM 38",
    " Jl. A. Yani No. 12", ", Palangka Raya 74874", " hp 081255512345", " 25 mdpl", " 3 orang luka",
    " dekat jembatan", " Kutai Barat", " Banjarmasin Timur", "\nterima kasih", " !", " (Camp 45)",
    " 🙏", " Blok C12", "\n12/03/24 02:30 PM", " - mohon segera", " speed 0 kmh", " no. 3",
  ]

  static let doubtfulSuffixes = [
    " 3", " 5", " foo 3", " LIMT 3", ", 25", " 12 7", " B",
    " 2 3 4", " 0.5", " -1", " 1.5 2.5", " x 2", " 117", " 30", " /3", " 45 12",
  ]

  private mutating func surrounded(
    _ latitude: Double, _ longitude: Double, _ kind: Spelling.Kind
  ) -> Spelling {
    let halves = halves(latitude, longitude)
    var before = pick(Self.prefixes)
    var behind = random.next() % 2 == 0 ? pick(Self.suffixes) : ""
    if random.next() % 4 == 0 { before = "" }
    if before.isEmpty, behind.isEmpty { behind = pick(Array(Self.suffixes.dropFirst(3))) }
    if kind == .doubtful {
      if random.next() % 2 == 0 {
        before = pick(Self.doubtfulPrefixes)
      } else {
        behind = pick(Self.doubtfulSuffixes)
      }
    } else if random.next() % 12 == 0 {
      before += pick(Self.prefixes)
    }
    if before.hasSuffix("(") { behind = ")" + behind }
    return spelling(before + joined(halves) + behind, halves, kind)
  }

  // MARK: What becomes of a minus

  /// Each leads to the southern reading or a refusal.
  static let brokenSigns: [(String, String)] = [
    ("\u{AD}", ""), ("âˆ’", ""), ("â€“", ""), ("\u{F02D}", ""), ("˗", ""), ("¯", ""), ("⁃", ""),
    ("─", ""), ("ー", ""), ("&minus;", ""), ("&ndash;", ""), ("?", ""), ("_", ""), ("~", ""),
    ("≥", ""),
    ("¡", ""), ("ÿ", ""), (")", ""), ("¬", ""), ("minus ", ""), ("min ", ""), ("Minus: ", ""),
    ("negatif ", ""), ("neg. ", ""), ("(", ")"), ("(-)", ""), ("(-", ")"), ("±", ""), ("--", ""),
    ("strip ", ""), ("sel ", ""), ("minu ", ""), ("minuss ", ""), ("-\u{200B}", ""), ("−", ""),
    ("–", ""), ("—", ""), ("‑", ""), ("-\u{A0}", ""), ("- ", ""), ("﹣", ""), ("－", ""), ("", "-"),
    ("\u{FFFD}", ""), ("□", "x"), ("×", ""), ("÷", ""), ("=-", ""), ("▬", ""), ("‒", ""),
    ("|-", ""),
    ("mines ", ""), ("LS ", ""), ("selatan ", ""), ("di selatan ", ""), ("S ", ""), ("s.", ""),
    ("", " LS"),
    ("", " di selatan"), ("", " selatan"), ("", "S"), ("", " minus"), ("kurang ", ""),
    ("tanda minus ", ""), ("^", ""), ("!", ""), ("'-", ""), ("`-", ""),
  ]

  private mutating func broken(_ latitude: Double, _ longitude: Double) -> Spelling {
    let mark: Character = Bool.random(using: &random) ? "," : "."
    let decimals = Int.random(in: 3...6, using: &random)
    let north = String(fixed(latitude, decimals).map { $0 == "." ? mark : $0 })
    let east = String(fixed(longitude, decimals).map { $0 == "." ? mark : $0 })
    let (before, behind) = pick(Self.brokenSigns)
    let half = before + north + behind
    var text = half + pick([", ", " ", "; ", "\n", " / "]) + east
    switch random.next() % 5 {
    case 0: text = "Koordinat " + text
    case 1: text = "lat: " + half + ", lon: " + east
    // "Kutai Barat selatan" would be a name.
    case 2: text = (before == "selatan " ? "Koordinat " : pick(Self.prefixes)) + text
    case 3 where before.isEmpty || behind.isEmpty && before.allSatisfy(\.isLetter):
      text = north + ", " + east + behind
      if behind.isEmpty { text = before + text }
    default: break
    }
    var step = 1.0
    for _ in 0..<decimals { step /= 10 }
    return Spelling(
      text: text, latitude: -(Double(Self.decimal(-latitude, decimals)) ?? 0),
      longitude: Double(Self.decimal(longitude, decimals)) ?? 0, tolerance: step + 1e-9,
      kind: .broken)
  }
}
