internal import Geo

/// Who lives in which ring round a block of sites.
struct Catchments: Sendable {
  /// Sites a block.
  static let blockLength = 64

  /// For each site the end of its range in `demandIndices`.
  private(set) var ends: [Int] = []
  /// Demand points within the outermost ring, site after site.
  private(set) var demandIndices: [Int32] = []
  /// The ring that each lies in, 0 for the innermost.
  private(set) var rings: [UInt8] = []

  /// Searches round some sites.
  ///
  /// Circles are cut by whole cells where those lie inside: only points near a ring's line are
  /// measured.
  ///
  /// - Parameters:
  ///   - sites: The sites.
  ///   - demand: Index over the demand points.
  ///   - edges: Outer edges of the rings, ascending, metres.
  ///   - marks: As many zeros as there are demand points; zeros again afterwards.
  init(
    round sites: ArraySlice<Position>, _ demand: GridIndex, edges: [Double], marks: inout [UInt8]
  ) {
    let outermost = edges.count - 1
    ends.reserveCapacity(sites.count)
    marks.withUnsafeMutableBufferPointer { marks in
      for site in sites {
        for ring in 0..<outermost {
          let mark = UInt8(ring + 1)
          demand.forEachIndex(within: edges[ring], of: site) { index in
            if marks[index] == 0 { marks[index] = mark }
          }
        }
        demand.forEachIndex(within: edges[outermost], of: site) { index in
          let mark = marks[index]
          marks[index] = 0
          demandIndices.append(Int32(truncatingIfNeeded: index))
          rings.append(mark == 0 ? UInt8(outermost) : mark - 1)
        }
        ends.append(demandIndices.count)
      }
    }
  }

  /// The pairs of one of its sites.
  func pairs(_ site: Int) -> Range<Int> { (site > 0 ? ends[site - 1] : 0)..<ends[site] }
}

/// The catchments of all sites, kept as far as they fit and found anew where they do not.
struct CatchmentWalk {
  let demand: GridIndex
  let sites: [Position]
  let edges: [Double]
  let threads: Int
  let pairLimit: Int
  private var kept: [Catchments?]
  private var keptPairs = 0
  private var marks: [[UInt8]]

  init(_ demand: GridIndex, sites: [Position], edges: [Double], threads: Int, pairLimit: Int) {
    self.demand = demand
    self.sites = sites
    self.edges = edges
    self.threads = max(threads, 1)
    self.pairLimit = pairLimit
    let blocks = (sites.count + Catchments.blockLength - 1) / Catchments.blockLength
    kept = Array(repeating: nil, count: blocks)
    marks = Array(
      repeating: Array(repeating: 0, count: demand.count),
      count: min(self.threads, max(blocks, 1)))
  }

  /// Hands out the blocks in order: the first site and the catchments from it on.
  mutating func forEach(_ body: (_ first: Int, Catchments) -> Void) {
    let length = Catchments.blockLength
    var block = 0
    while block < kept.count {
      if let catchments = kept[block] {
        body(block * length, catchments)
        block += 1
        continue
      }
      let round = block..<min(block + marks.count, kept.count)
      let found = look(round)
      for (index, catchments) in zip(round, found) {
        body(index * length, catchments)
        if keptPairs + catchments.demandIndices.count <= pairLimit {
          keptPairs += catchments.demandIndices.count
          kept[index] = catchments
        }
      }
      block = round.upperBound
    }
  }

  /// The catchments of some blocks, a thread each.
  private mutating func look(_ round: Range<Int>) -> [Catchments] {
    let (sites, demand, edges) = (sites, demand, edges)
    let length = Catchments.blockLength
    var found = [Catchments?](repeating: nil, count: round.count)
    found.withUnsafeMutableBufferPointer { found in
      marks.withUnsafeMutableBufferPointer { marks in
        // Each thread has its own block and its own marks.
        nonisolated(unsafe) let (found, marks) = (found, marks)
        ParallelBlocks.forEach(round.count, block: 1, threads: round.count) { blocks in
          for block in blocks {
            let first = (round.lowerBound + block) * length
            found[block] = Catchments(
              round: sites[first..<min(first + length, sites.count)], demand, edges: edges,
              marks: &marks[block])
          }
        }
      }
    }
    return found.compactMap { $0 }
  }
}
