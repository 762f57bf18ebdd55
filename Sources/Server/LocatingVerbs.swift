import Facilities
import Formats
import Geo
import LineProtocol
import Positions
import Application
import Schema
import Wording

/// The verbs that find facilities: the same use cases and answers as the command line.
struct LocatingVerbs {
  let list: DirectorySnapshot
  let form: DirectorySnapshot.Form
  let language: ReplyLanguage

  var locator: Locator { list.locator }

  /// Why a request has no answer, already as a reply.
  struct Refused: Error {
    let reply: Reply
  }

  /// The answer, or nil when the verb is none of these.
  func answer(_ parsed: ParsedCommand) -> Reply? {
    do {
      switch parsed.command.name {
      case "NEAREST": return try nearest(parsed)
      case "WITHIN": return try within(parsed)
      case "SHOW": return try show(parsed.arguments["ID"] ?? "")
      case "SEARCH": return try search(parsed)
      case "LOCATE": return try locate(parsed)
      case "COUNT":
        return .integer(locator.directory.facilities(matching: try filter(parsed)).count)
      default: return nil
      }
    } catch let error as LocateError {
      return under119(.fault(error, language), parsed)
    } catch let refused as Refused {
      return under119(refused.reply, parsed)
    } catch {
      return .error(.internalFault, "")
    }
  }

  // MARK: Verbs

  private func nearest(_ parsed: ParsedCommand) throws -> Reply {
    let filter = try filter(parsed)
    let meters = parsed.has("WITHIN") ? try distance(parsed, "WITHIN") : .infinity
    func request(_ query: ResolvedPosition) -> NearestRequest {
      NearestRequest(
        query: query, limit: parsed.integer("LIMIT") ?? CommandTable.nearestDefault,
        meters: meters, filter: filter, bruteForce: parsed.has("BRUTEFORCE"))
    }
    if parsed.has("EMERGENCY") { return try emergency(parsed, request) }
    let answer = try locator.nearest(request(try understand(parsed)))
    let remarks = answer.advisories.map(said)
    return .lines(
      (echo(AnswerRecord.head(answer), remarks, parsed) + lines(answer.hits, remarks, parsed))
        .map(Reply.text))
  }

  /// The number to call, the nearest hospitals of any basis, then the nearest PLKK; so for each reading
  /// of a name that means several places in one kabupaten.
  private func emergency(
    _ parsed: ParsedCommand, _ request: (ResolvedPosition) -> NearestRequest
  ) throws -> Reply {
    let answers = try readings(parsed).map { try locator.emergency(request($0)) }
    var lines: [String] = []
    for answer in answers {
      let (hospitals, plkk) = (answer.hospitals.hits, answer.plkk.hits)
      var head = [
        RecordField("call", .text(EmergencyAnswer.call)),
        RecordField("hospitals", .integer(hospitals.count)),
        RecordField("plkk", .integer(plkk.count)),
      ]
      if answers.count > 1, case .place(let place) = answer.plkk.query.readAs {
        head.append(RecordField("reading", .text(place.region.code)))
      }
      switch form {
      case .json:
        lines.append(FacilityLine.object([RecordField("emergency", .object(head, prefix: ""))]))
      case .text:
        lines.append((["emergency"] + head.map { "\($0.name)=\($0.cell)" }).joined(separator: "\t"))
      }
      lines += echo(AnswerRecord.head(answer), answer.notes.map(said), parsed)
      lines += self.lines(hospitals, answer.notes(of: .hospitals).map(said), parsed)
      lines += self.lines(plkk, answer.notes(of: .plkk).map(said), parsed)
    }
    return .lines(lines.map(Reply.text))
  }

  /// An error in an emergency says the number first.
  private func under119(_ reply: Reply, _ parsed: ParsedCommand) -> Reply {
    guard parsed.command.name == "NEAREST", parsed.has("EMERGENCY"),
      case .error(let code, let text) = reply
    else { return reply }
    return .error(code, "\(language.callFirst). \(text)")
  }

  private func within(_ parsed: ParsedCommand) throws -> Reply {
    let ways = ["RADIUS", "BBOX", "REGION"].filter { parsed.has($0) }
    let hasPosition = parsed.arguments["POSITION"] != nil
    guard ways.count == 1, hasPosition == (ways[0] == "RADIUS"),
      hasPosition || !parsed.has("WITHQUERY")
    else { throw combination(parsed) }
    let limit = parsed.integer("LIMIT") ?? CommandTable.listDefault
    switch ways[0] {
    case "RADIUS":
      let query = try understand(parsed)
      let meters = try distance(parsed, "RADIUS")
      let answer = try locator.within(query, meters: meters, filter: try filter(parsed))
      let remarks = answer.advisories.map(said) + more(limit, of: answer.hits.count)
      let lines = lines(Array(answer.hits.prefix(limit)), remarks, parsed)
      return .lines((echo(AnswerRecord.head(answer), remarks, parsed) + lines).map(Reply.text))
    case "BBOX":
      let box = try box(parsed.value("BBOX") ?? "")
      return .lines(
        lines(locator.sites(in: box, filter: try filter(parsed)), limit).map(Reply.text))
    default:
      return .lines(lines(locator.sites(filter: try filter(parsed)), limit).map(Reply.text))
    }
  }

  private func show(_ id: String) throws -> Reply {
    let facility = try locator.show(id)
    let fields = FacilityRecord.fields(facility, day: locator.day)
    switch form {
    case .json: return .text(FacilityLine.object(fields))
    case .text: return named(fields)
    }
  }

  /// Fields one a line, name and value.
  private func named(_ fields: [RecordField]) -> Reply {
    .lines(
      RecordField.flat(fields).map { .text("\($0.name)\t\(FacilityLine.field($0.cell))") })
  }

  private func search(_ parsed: ParsedCommand) throws -> Reply {
    let filter = chosen(FacilityFilter(), parsed)
    let found = locator.search(parsed.arguments["TEXT"] ?? "", filter: filter)
    let limit = parsed.integer("LIMIT") ?? CommandTable.listDefault
    return .lines(lines(found, limit).map(Reply.text))
  }

  private func locate(_ parsed: ParsedCommand) throws -> Reply {
    let query = try understand(parsed, mayCorrect: true)
    let fields = PositionRecord.fields(try locator.locate(query))
    switch form {
    case .json: return .text(FacilityLine.object(fields))
    case .text: return named(fields)
    }
  }

  // MARK: Values

  private func understand(_ parsed: ParsedCommand, mayCorrect: Bool = false) throws
    -> ResolvedPosition
  {
    let text = parsed.arguments["POSITION"] ?? ""
    let query: ResolvedPosition
    do throws(LocateError) {
      query = try locator.understand(text)
    } catch {
      throw refused(error, parsed)
    }
    return try uncorrected(query, parsed, mayCorrect: mayCorrect)
  }

  /// The position, or each place of a name that means several inside one kabupaten.
  private func readings(_ parsed: ParsedCommand) throws -> [ResolvedPosition] {
    let readings: [ResolvedPosition]
    do throws(LocateError) {
      readings = try locator.readings(of: parsed.arguments["POSITION"] ?? "")
    } catch {
      throw refused(error, parsed)
    }
    return try readings.map { try uncorrected($0, parsed, mayCorrect: false) }
  }

  private func refused(_ error: LocateError, _ parsed: ParsedCommand) -> any Error {
    guard case .strayWord(let word) = error else { return error }
    return refused(word, parsed)
  }

  private func refused(_ word: String, _ parsed: ParsedCommand) -> Refused {
    // The reader of positions names the word; its place in the request is not kept.
    let error = CommandError.unexpectedWord(
      word, place: 2, verb: parsed.command.name, allowed: parsed.command.options.map(\.name))
    return Refused(reply: .error(.syntax, error.phrase.text(language)))
  }

  /// A program that did not ask how its text was read must not get a silent correction, nor an answer
  /// to a part of its text.
  private func uncorrected(
    _ query: ResolvedPosition, _ parsed: ParsedCommand, mayCorrect: Bool
  ) throws -> ResolvedPosition {
    guard !mayCorrect, !parsed.has("WITHQUERY") else { return query }
    if let word = query.passedOver.first { throw refused(word, parsed) }
    guard let reading = query.reading, reading.notices.contains(.swapped) else { return query }
    let position = "\(reading.position.latitude.fixed(5)) \(reading.position.longitude.fixed(5))"
    throw Refused(
      reply: .error(
        .badPosition,
        Phrase(
          id: "bujur tertulis di depan lintang; kirim \(position), atau tambahkan WITHQUERY",
          en: "longitude stands before latitude; send \(position), or add WITHQUERY"
        ).text(language)))
  }

  private func filter(_ parsed: ParsedCommand) throws -> FacilityFilter {
    var filter = chosen(.plkk, parsed)
    if let region = parsed.value("REGION") { filter.regionCode = try locator.region(region).code }
    return filter
  }

  /// A filter with the kinds and bases that were chosen, in the words that the table's parser hands on.
  private func chosen(_ filter: FacilityFilter, _ parsed: ParsedCommand) -> FacilityFilter {
    var filter = filter
    if parsed.has("KIND") {
      filter.kinds = Set(parsed.list("KIND").compactMap { FacilityKind.chosen(by: $0) })
    }
    if parsed.has("BASIS") {
      filter.bases = Set(parsed.list("BASIS").compactMap { PLKKBasis.chosen(by: $0) })
    }
    filter.onlyEmergency24h = parsed.has("EMERGENCY24H")
    return filter
  }

  private func distance(_ parsed: ParsedCommand, _ option: String) throws -> Double {
    let text = parsed.value(option) ?? ""
    if let meters = DistanceText.meters(text) { return meters }
    throw wrong(text, ValueSpec("DISTANCE", .distance), option)
  }

  private func box(_ text: String) throws -> BoundingBox {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { part in Array(part.utf8).withUnsafeBytes { PlainNumber.decimal($0) } }
    if parts.count == 4, let south = parts[0], let west = parts[1], let north = parts[2],
      let east = parts[3],
      let box = BoundingBox(south: south, west: west, north: north, east: east)
    {
      return box
    }
    throw wrong(text, ValueSpec("BOX", .box), "BBOX")
  }

  private func wrong(_ text: String, _ value: ValueSpec, _ option: String) -> Refused {
    let error = CommandError.wrongValue(text, value, option: option)
    return Refused(reply: .error(.syntax, error.phrase.text(language)))
  }

  private func combination(_ parsed: ParsedCommand) -> Refused {
    let error = CommandError.wrongCombination(
      verb: parsed.command.name, usage: parsed.command.usage)
    return Refused(reply: .error(.syntax, error.phrase.text(language)))
  }
}
