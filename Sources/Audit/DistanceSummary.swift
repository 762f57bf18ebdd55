/// What the distances to the nearest site come to.
public struct DistanceSummary: Hashable, Sendable {
  /// A share of the demand within a distance.
  public struct Coverage: Hashable, Sendable {
    /// The distance, metres, inclusive.
    public var meters: Double
    /// Share of the weight with a site within it, 0 … 1.
    public var share: Double?
    /// Share with two sites or more within it.
    public var twiceShare: Double?
  }

  /// Mean over the points, metres.
  public var mean: Double?
  /// Mean over the people, metres.
  public var weightedMean: Double?
  /// The distance within which half of the people have a site, metres.
  public var median: Double?
  /// The distance within which nine of ten people have a site, metres.
  public var p90: Double?
  /// The largest, metres.
  public var maximum: Double?
  /// Place of the point with the largest; the first of several.
  public var farthest: Int?
  /// Mean distance to the second-nearest site over the people, metres.
  public var secondWeightedMean: Double?
  /// Coverage for each distance asked for.
  public var coverage: [Coverage]

  /// Share of the weight within each multiple of `curveStep`, from 0 to `curveSteps` of them.
  public var curve: [Double]
  /// Points that the figures rest on.
  public var used: Int

  /// Metres between two points of the curve.
  public static let curveStep = 2500.0
  /// Points of the curve after the first.
  public static let curveSteps = 60

  /// Sums up; all values are nil where no site can be reached or there are no people.
  ///
  /// A weighted quantile q is the smallest distance d such that the people within d are at least
  /// q of all.
  ///
  /// - Complexity: O(n), and O(k log k) for the k points in the two classes that hold the quantiles.
  public init(
    meters: [Double], secondMeters: [Double], weights: [Double],
    within distances: [Double] = [5_000, 10_000, 25_000, 50_000, 100_000]
  ) {
    let isReached = !meters.isEmpty && meters[0].isFinite
    used = isReached ? meters.count : 0
    var (total, sum, way, secondWay) = (0.0, 0.0, 0.0, 0.0)
    var once = [Double](repeating: 0, count: distances.count)
    var twice = once
    // The last class holds everything beyond the curve.
    var classes = [Double](repeating: 0, count: Self.curveSteps + 2)
    var farthest: Int?
    for index in meters.indices {
      let (meter, second, weight) = (meters[index], secondMeters[index], weights[index])
      total += weight
      sum += meter
      way += meter * weight
      secondWay += second * weight
      for limit in distances.indices {
        if meter <= distances[limit] { once[limit] += weight }
        if second <= distances[limit] { twice[limit] += weight }
      }
      classes[Self.classOf(meter)] += weight
      if let best = farthest, meter <= meters[best] { continue }
      farthest = index
    }
    let longest = isReached ? farthest.map { meters[$0] } : nil
    self.farthest = isReached ? farthest : nil
    maximum = longest
    mean = isReached ? sum / Double(meters.count) : nil
    weightedMean = isReached && way.isFinite ? ratio(way, total) : nil
    secondWeightedMean = isReached && secondWay.isFinite ? ratio(secondWay, total) : nil
    func quantile(_ share: Double) -> Double? {
      guard isReached, total > 0 else { return nil }
      var below = 0.0
      var last = classes.count - 1
      for (index, people) in classes.enumerated() {
        if below + people >= share * total {
          last = index
          break
        }
        below += people
      }
      let members = meters.indices.filter { Self.classOf(meters[$0]) == last }
        .sorted { (meters[$0], $0) < (meters[$1], $1) }
      for index in members {
        below += weights[index]
        if below >= share * total { return meters[index] }
      }
      return members.last.map { meters[$0] } ?? longest
    }
    median = quantile(0.5)
    p90 = quantile(0.9)
    coverage = distances.indices.map { limit in
      Coverage(
        meters: distances[limit], share: ratio(once[limit], total),
        twiceShare: ratio(twice[limit], total))
    }
    var people = 0.0
    curve = classes.dropLast().map { part in
      people += part
      return ratio(people, total) ?? 0
    }
  }

  /// The first multiple of the step that is not below a distance.
  private static func classOf(_ meters: Double) -> Int {
    guard meters <= Double(curveSteps) * curveStep else { return curveSteps + 1 }
    let guess = Int(meters / curveStep)
    return meters > Double(guess) * curveStep ? guess + 1 : guess
  }
}
