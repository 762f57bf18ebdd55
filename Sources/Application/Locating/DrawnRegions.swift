import Facilities
import Synchronization

/// A raster of the provinces that is drawn once, when it is first needed.
final class DrawnRegions: Sendable {
  private let drawn = Mutex<RegionMap?>(nil)

  /// The raster of a gazetteer, which must be the same at each call.
  func map(of gazetteer: Gazetteer) -> RegionMap {
    drawn.withLock { drawn in
      if let drawn { return drawn }
      let map = RegionMap(gazetteer)
      drawn = map
      return map
    }
  }
}
