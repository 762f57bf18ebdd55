extension SeedVerification {
  /// Every number is one of the site's own province, is dialled as it is printed, and is no dummy.
  mutating func phones(_ sites: [Site]) {
    var areaCodes: [String: [String]] = [:]
    for record in (try? tables.provinces.records()) ?? [] {
      areaCodes[record[0]] = record[4].split(separator: "|").map(String.init)
    }
    var owners: [String: [Site]] = [:]
    for site in sites {
      let facility = site.facility
      let number = facility.phoneE164
      if Self.digits(facility.phone) != Self.digits(number).map({ "0" + $0.dropFirst(2) }) {
        report.add(
          .broken, site.table, site.line,
          .disagreement(field: "phone_e164", found: number, expected: facility.phone))
      }
      if number.isEmpty { continue }
      owners[number, default: []].append(site)
      let code = (areaCodes[facility.provinceCode] ?? []).first { number.hasPrefix("+62" + $0) }
      guard let code else {
        report.add(.broken, site.table, site.line, .foreignPhone(facility.id, number: number))
        continue
      }
      if Self.isDummy(number.dropFirst(3 + code.count)) {
        report.add(.broken, site.table, site.line, .dummyPhone(facility.id, number: number))
      }
    }
    for (number, sites) in owners.sorted(by: { $0.key < $1.key }) where sites.count > 1 {
      report.add(
        .broken, sites[0].table, sites[0].line,
        .sharedPhone(sites.map(\.facility.id), number: number))
    }
  }

  /// The digits of a number up to an extension; `nil` where there are none.
  private static func digits(_ phone: String) -> String? {
    let digits = phone.prefix { !$0.isLetter }.filter { $0.isASCII && $0.isNumber }
    return digits.isEmpty ? nil : digits
  }

  /// Whether a line number after its area code cannot be one: 5 to 8 digits, the first neither 0
  /// nor 1, and not all the same nor counting up or down.
  static func isDummy(_ line: some StringProtocol) -> Bool {
    let digits = line.utf8.map { Int($0) - 48 }
    guard (5...8).contains(digits.count), digits.allSatisfy((0...9).contains), digits[0] > 1 else {
      return true
    }
    let steps = Set(zip(digits.dropFirst(), digits).map { $0 - $1 })
    return steps.count == 1 && steps.allSatisfy((-1...1).contains)
  }
}
