// What Scripts/check-wasm asks, compiled together with Geo: once for this machine, once for WebAssembly.

/// Answers questions in every way that Geo has for the nearest points.
///
/// - Parameters:
///   - input: How many points, how many questions, then latitude and longitude of each point and of
///     each question, in degrees.
///   - output: Takes index and metres of each answer: the three nearest of each question from the
///     index, then from the prepared index, then from indexes of the first 0 … 64 points.
/// - Returns: How many numbers were written, or −1 when a position is none.
@_cdecl("answers")
public func answers(
  _ input: UnsafePointer<Double>, _ output: UnsafeMutablePointer<Double>
) -> Int32 {
  let points = Int(input[0])
  var positions: [Position] = []
  for number in 0..<points + Int(input[1]) {
    guard
      let position = Position(
        latitude: input[2 + 2 * number], longitude: input[3 + 2 * number])
    else { return -1 }
    positions.append(position)
  }
  let sites = Array(positions[..<points])
  let questions = Array(positions[points...])
  var written = 0
  func write(_ index: Int, _ meters: Double) {
    output[written] = Double(index)
    output[written + 1] = meters
    written += 2
  }
  func ask(_ index: GridIndex, _ question: Position) {
    let found = index.nearest(to: question, limit: 3)
    for rank in 0..<3 {
      if rank < found.count { write(found[rank].index, found[rank].meters) } else { write(-1, 0) }
    }
  }

  let index = GridIndex(sites)
  for question in questions { ask(index, question) }

  // By the batch, which is asked for more threads than there may be.
  let prepared = index.prepared()
  var indices = [Int32](repeating: -2, count: 3 * questions.count)
  var meters = [Double](repeating: -2, count: 3 * questions.count)
  questions.withUnsafeBufferPointer { questions in
    indices.withUnsafeMutableBufferPointer { indices in
      meters.withUnsafeMutableBufferPointer { meters in
        prepared.nearest(
          toEach: questions, limit: 3, indices: indices, meters: meters, threads: 2)
      }
    }
  }
  for place in indices.indices { write(Int(indices[place]), meters[place]) }

  for count in 0...min(64, points, questions.count - 1) {
    ask(GridIndex(Array(sites[..<count])), questions[count])
  }
  return Int32(written)
}
