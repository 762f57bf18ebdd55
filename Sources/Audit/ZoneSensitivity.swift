/// How much the relative access (SPAR) of the units depends on the weights of the zones.
public struct ZoneSensitivity: Hashable, Sendable {
  /// Which formula.
  public var method: CatchmentAccess.Method
  /// Units with a relative access above zero.
  public var units: Int
  /// Those that change by more than a tenth when the steeper weights are taken.
  public var changed: Int
  /// Code of the unit that changes most; the first of several.
  public var mostChanged: String?
  /// Its change, 0.3 = by 30 per cent up or down.
  public var largestChange: Double?

  /// Compares the relative access of the same units under two sets of weights.
  init(_ method: CatchmentAccess.Method, codes: [String], usual: [Double?], steep: [Double?]) {
    self.method = method
    var (units, changed) = (0, 0)
    var largest: (code: String, change: Double)?
    for (index, code) in codes.enumerated() {
      guard let before = usual[index], before > 0, let after = steep[index] else { continue }
      let change = (after / before - 1).magnitude
      units += 1
      if change > 0.1 { changed += 1 }
      if largest.map({ change > $0.change }) ?? true { largest = (code, change) }
    }
    self.units = units
    self.changed = changed
    mostChanged = largest?.code
    largestChange = largest?.change
  }
}
