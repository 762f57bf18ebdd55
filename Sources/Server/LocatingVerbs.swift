import Facilities
import Formats
import Geo
import LineProtocol
import Positions
import Application
import Schema

/// The verbs that find facilities: the same use cases and answers as the command line.
struct LocatingVerbs {
  let list: ServedList
  let form: ServedList.Form
  let language: ReplyLanguage

  private var locator: Locator { list.locator }

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
      return LocateErrorText.reply(error, language)
    } catch let refused as Refused {
      return refused.reply
    } catch {
      return .error(.internalFault, "")
    }
  }

  // MARK: Verbs

  private func nearest(_ parsed: ParsedCommand) throws -> Reply {
    let query = try understand(parsed)
    let limit = parsed.integer("LIMIT") ?? CommandTable.nearestDefault
    var request = NearestRequest(query: query, limit: limit, bruteForce: parsed.has("BRUTEFORCE"))
    request.filter = try filter(parsed)
    if parsed.has("WITHIN") { request.meters = try distance(parsed, "WITHIN") }
    if parsed.has("EMERGENCY") { return emergency(try locator.emergency(request), parsed) }
    let answer = try locator.nearest(request)
    return lines(answer.hits.map(line), query: query, cautions: answer.cautions, parsed)
  }

  /// The number to call, the nearest hospitals of any kind, then the nearest PLKK.
  private func emergency(_ answer: EmergencyAnswer, _ parsed: ParsedCommand) -> Reply {
    let hospitals = answer.hospitals.hits
    let plkk = answer.plkk.hits
    let head: String
    switch form {
    case .json:
      var json = JSONWriter()
      json.object {
        $0.member(
          "emergency",
          object: {
            $0.member("call", "119")
            $0.member("hospitals", hospitals.count)
            $0.member("plkk", plkk.count)
          })
      }
      head = json.text
    case .text:
      head = "emergency\tcall=119\thospitals=\(hospitals.count)\tplkk=\(plkk.count)"
    }
    return lines(
      [head] + (hospitals + plkk).map(line), query: answer.plkk.query,
      cautions: answer.plkk.cautions, parsed)
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
      let answer = locator.within(query, meters: meters, filter: try filter(parsed))
      return lines(
        answer.hits.prefix(limit).map(line), query: query, cautions: answer.cautions, parsed)
    case "BBOX":
      let box = try box(parsed.value("BBOX") ?? "")
      let found = locator.directory.facilities(in: box, filter: try filter(parsed))
      return .lines(found.prefix(limit).map { .text(line($0)) })
    default:
      let found = locator.directory.facilities(matching: try filter(parsed))
      return .lines(found.prefix(limit).map { .text(line($0)) })
    }
  }

  private func show(_ id: String) throws -> Reply {
    let facility = try locator.show(id)
    switch form {
    case .json:
      return .text(FacilityJSON.whole(facility))
    case .text:
      return .lines(
        FacilityFields.all(facility).map { .text("\($0.name)\t\(FacilityLine.field($0.value))") })
    }
  }

  private func search(_ parsed: ParsedCommand) throws -> Reply {
    var filter = FacilityFilter()
    filter.kinds = Set(parsed.list("KIND").compactMap(FacilityKind.init))
    filter.bases = Set(parsed.list("BASIS").compactMap(PLKKBasis.init))
    let found = locator.directory.search(parsed.arguments["TEXT"] ?? "", filter: filter)
    let limit = parsed.integer("LIMIT") ?? CommandTable.listDefault
    return .lines(found.prefix(limit).map { .text(line($0)) })
  }

  private func locate(_ parsed: ParsedCommand) throws -> Reply {
    let query = try understand(parsed, mayCorrect: true)
    let village = try locator.locate(query)
    let fields = UnderstoodFields.all(query, village: village)
    switch form {
    case .json:
      var json = JSONWriter()
      json.object { UnderstoodFields.write(fields, into: &$0) }
      return .text(json.text)
    case .text:
      return .lines(fields.map { .text("\($0.name)\t\(FacilityLine.field($0.text))") })
    }
  }

  // MARK: Values

  private func understand(_ parsed: ParsedCommand, mayCorrect: Bool = false) throws -> Understood {
    let text = parsed.arguments["POSITION"] ?? ""
    let query: Understood
    do throws(LocateError) {
      query = try locator.understand(text)
    } catch {
      guard case .strayWord(let word) = error else { throw error }
      // The reader of positions names the word; its place in the request is not kept.
      let error = CommandError.unexpectedWord(
        word, place: 2, verb: parsed.command.name, allowed: parsed.command.options.map(\.name))
      throw Refused(reply: .error(.syntax, error.phrase.text(language)))
    }
    // A program that did not ask how its text was read must not get a silent correction.
    if let reading = query.reading, reading.notices.contains(.swapped),
      !mayCorrect, !parsed.has("WITHQUERY")
    {
      let position = "\(reading.position.latitude.fixed(5)) \(reading.position.longitude.fixed(5))"
      throw Refused(
        reply: .error(
          .badPosition,
          Phrase(
            id: "bujur tertulis di depan lintang; kirim \(position), atau tambahkan WITHQUERY",
            en: "longitude stands before latitude; send \(position), or add WITHQUERY"
          ).text(language)))
    }
    return query
  }

  private func filter(_ parsed: ParsedCommand) throws -> FacilityFilter {
    var filter = FacilityFilter.plkk
    if parsed.has("KIND") { filter.kinds = Set(parsed.list("KIND").compactMap(FacilityKind.init)) }
    if parsed.has("BASIS") { filter.bases = Set(parsed.list("BASIS").compactMap(PLKKBasis.init)) }
    if let region = parsed.value("REGION") { filter.regionCode = try locator.region(region).code }
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

  // MARK: Lines

  private func line(_ hit: Hit) -> String {
    FacilityLine.text(hit.facility, meters: hit.meters, bearing: hit.bearing, form)
  }

  private func line(_ facility: Facility) -> String {
    FacilityLine.text(facility, meters: nil, bearing: nil, form)
  }

  private func lines(
    _ lines: [String], query: Understood, cautions: [Caution], _ parsed: ParsedCommand
  ) -> Reply {
    guard parsed.has("WITHQUERY") else { return .lines(lines.map(Reply.text)) }
    var fields = UnderstoodFields.all(query, village: nil)
    fields.append(.init("cautions", list: cautions.map(\.rawValue)))
    let first: String
    switch form {
    case .json:
      var json = JSONWriter()
      json.object { $0.member("query", object: { UnderstoodFields.write(fields, into: &$0) }) }
      first = json.text
    case .text:
      first =
        "query\t"
        + fields.map { "\($0.name)=\(FacilityLine.field($0.text))" }.joined(separator: "\t")
    }
    return .lines(([first] + lines).map(Reply.text))
  }
}
