import LineProtocol

/// What came out of a stream of bytes.
enum Outcome: Equatable, CustomStringConvertible {
  case words([String])
  case refused(Refusal)
  case broken(Refusal)

  var description: String {
    switch self {
    case .words(let words): "words\(words)"
    case .refused(let refusal): "refused(\(refusal))"
    case .broken(let refusal): "broken(\(refusal))"
    }
  }
}

/// Feeds pieces of a stream to a framer the way a connection does.
///
/// `held` is the largest number of bytes that had to be kept at any time.
func feed(_ pieces: [[UInt8]], held: inout Int) -> [Outcome] {
  var framer = RequestFramer()
  var bytes: [UInt8] = []
  var outcomes: [Outcome] = []
  for piece in pieces {
    bytes += piece
    var used = 0
    loop: while true {
      let (step, words) = bytes.withUnsafeBytes { all -> (RequestFramer.Step, [String]) in
        let rest = UnsafeRawBufferPointer(rebasing: all[used...])
        let step = framer.next(in: rest)
        guard case .request = step else { return (step, []) }
        return (step, texts(framer.request(in: rest)))
      }
      switch step {
      case .incomplete(let discard):
        used += discard
        break loop
      case .request(let consumed):
        outcomes.append(.words(words))
        used += consumed
      case .blank(let consumed): used += consumed
      case .refused(let refusal, let consumed):
        outcomes.append(.refused(refusal))
        used += consumed
      case .broken(let refusal):
        outcomes.append(.broken(refusal))
        return outcomes
      }
    }
    bytes.removeFirst(used)
    held = max(held, bytes.count)
  }
  return outcomes
}

private func texts(_ request: Request) -> [String] { (0..<request.count).map { request.text($0) } }

func feed(_ pieces: [[UInt8]]) -> [Outcome] {
  var held = 0
  return feed(pieces, held: &held)
}

func feed(_ text: String) -> [Outcome] { feed([Array(text.utf8)]) }
