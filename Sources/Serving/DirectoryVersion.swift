/// Which list is served: how many imports and corrections it holds, and the day it is valid for.
///
/// Cheap to find out and to compare, so that a server can look every second whether it has moved on.
public struct DirectoryVersion: Hashable, Sendable {
  /// How many imports and corrections are stored; 0 for the embedded list alone.
  public var version: Int
  /// The day, `2026-01-31`: agreements begin and end at midnight without anybody storing anything.
  public var day: String

  /// Names an edition.
  public init(version: Int = 0, day: String = "") {
    self.version = version
    self.day = day
  }
}
