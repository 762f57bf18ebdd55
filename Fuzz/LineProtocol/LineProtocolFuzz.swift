import LineProtocol
import Server

/// Fuzzes framing and parsing of the line protocol with libFuzzer.
///
/// Requests are parsed with the table that the server has (built by Scripts/fuzz.d/lineprotocol). The first byte of
/// an input chooses how the rest is cut into reads; the answers must not depend on it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLineProtocol(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let stream = Array(UnsafeBufferPointer(start: data + 1, count: count - 1))
  let whole = outcomes(stream, piece: stream.count)
  let cut = outcomes(stream, piece: Int(data[0] % 31) + 1)
  precondition(whole == cut, "the cut changed the outcome")
  return 0
}

/// Feeds a stream in pieces and lists what came out, each request parsed.
private func outcomes(_ stream: [UInt8], piece: Int) -> [String] {
  var framer = RequestFramer()
  var found: [String] = []
  var held: [UInt8] = []
  var at = 0
  while at < stream.count {
    let end = min(at + piece, stream.count)
    held += stream[at..<end]
    at = end
    var used = 0
    var isOver = false
    held.withUnsafeBytes { all in
      while true {
        let rest = UnsafeRawBufferPointer(rebasing: all[used...])
        switch framer.next(in: rest) {
        case .incomplete(let discard):
          used += discard
          return
        case .blank(let consumed): used += consumed
        case .request(let consumed):
          let request = framer.request(in: rest)
          found.append(parsed(request))
          precondition(consumed > 0 && consumed <= rest.count, "consumed \(consumed)")
          used += consumed
        case .refused(let refusal, let consumed):
          found.append("refused \(refusal.phrase.en)")
          used += consumed
        case .broken(let refusal):
          found.append("broken \(refusal.phrase.en)")
          isOver = true
          return
        }
      }
    }
    if isOver { return found }
    held.removeFirst(used)
    precondition(
      held.count <= RequestFramer.maximumLineLength + 12 * RequestFramer.maximumWords,
      "\(held.count) bytes are kept")
  }
  return found
}

private func parsed(_ request: Request) -> String {
  do throws(CommandError) {
    let command = try CommandTable.serving.parse(request)
    let values = command.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return "\(command.command.name) \(values) \(command.options.keys.sorted())"
  } catch {
    let reply = Reply.error(.syntax, error.phrase.en).bytes
    precondition(reply.count { $0 == 0x0a } == 1, "an error is one line")
    return error.phrase.en
  }
}
