import Glibc

extension GridIndexTests {
  static func asine(_ x: Double) -> Double { asin(x) }
  static func sine(_ x: Double) -> Double { sin(x) }
}
