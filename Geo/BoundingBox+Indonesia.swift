extension BoundingBox {
  /// The box around Indonesia; a position outside is surely outside, one inside may lie across a border.
  ///
  /// From Pulau Rondo (6°04′ N) to Pulau Ndana (11°01′ S), from Pulau Benggala (94°58′ E) to the border of
  /// Papua (141°01′ E), and about 20 km around.
  public static var indonesia: BoundingBox {
    BoundingBox(from: (-11.2, 94.7), to: (6.3, 141.1))
  }

  /// The box around the five provinces of Kalimantan and 20 km of sea.
  public static var kalimantan: BoundingBox {
    BoundingBox(from: (-5.2, 107.8), to: (4.6, 119.9))
  }

  /// Its latitudes, degrees.
  public var latitudes: ClosedRange<Double> { south...north }
  /// Its longitudes, degrees, where it does not cross the antimeridian.
  public var longitudes: ClosedRange<Double> { west...Swift.max(west, east) }
}
