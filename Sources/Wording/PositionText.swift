public import Formats
public import Geo
internal import Positions

/// A position in notations that a person reads.
extension Language {
  /// `-3.31940,114.59080`, which every door and map program reads.
  public func decimal(_ position: Position) -> String {
    "\(position.latitude.fixed(5)),\(position.longitude.fixed(5))"
  }

  /// `3°19'9,8" LS 114°35'26,9" BT`.
  public func dms(_ position: Position) -> String {
    self == .english
      ? PositionFormat.dms(position, hemispheres: .international)
      : PositionFormat.dms(position, mark: ",")
  }
}
