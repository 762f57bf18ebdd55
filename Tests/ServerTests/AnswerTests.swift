import Facilities
import Formats
import Geo
import LineProtocol
import Application
import TestSupport
import Testing

@testable import Server

@Suite("Answers")
struct AnswerTests {
  @Test("the fast way and the use case give the same bytes for the same question")
  func fastAndSlow() throws {
    let locator = try Fixture.locator.get()
    let channel = try Fixture.channel(try Fixture.context())
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for number in 0..<400 {
        let wide = number % 4 == 0
        let latitude = Double.random(in: wide ? -89...89 : -4.5...4.5, using: &random)
        let longitude = Double.random(in: wide ? -180...180 : 108.5...119.5, using: &random)
        let decimals = Int.random(in: 0...8, using: &random)
        let text = "\(latitude.fixed(decimals)) \(longitude.fixed(decimals))"
        let limit = Int.random(in: 1...20, using: &random)
        for form in ["text", "json"] {
          _ = try channel.ask("FORMAT \(form)\n")
          let fast = try channel.ask("NEAREST \(text) LIMIT \(limit)\n")
          // Quoted as one word it takes the way of the table.
          let slow = try channel.ask("NEAREST \"\(text)\" LIMIT \(limit)\n")
          #expect(fast == slow, "seed \(seed): \(text)")
        }
        // What the reader doubts is refused on both ways, as just seen.
        guard let query = try? locator.understand(text) else { continue }
        let answer = try locator.nearest(NearestRequest(query: query, limit: limit))
        _ = try channel.ask("FORMAT text\n")
        let lines = try channel.ask("NEAREST \(text) LIMIT \(limit)\n").split(separator: "\r\n")
          .dropFirst()
        var codes = answer.advisories.map(\.code).filter { $0 != "no_phone" }
        for (line, hit) in zip(lines, answer.hits) {
          let fields = line.dropFirst().split(separator: "\t", omittingEmptySubsequences: false)
            .map(String.init)
          #expect(
            fields == [
              hit.facility.id, hit.meters.fixed(1), "\(hit.wholeBearing)",
              hit.facility.kind.rawValue,
              hit.facility.name, hit.facility.regency, hit.facility.phone,
              hit.facility.basis.rawValue,
              hit.facility.positionPrecision.rawValue, hit.facility.membership.word, "", "",
              hit.facility.specialty?.rawValue ?? "",
              hit.facility.operationalStatus.word.rawValue,
              (hit.facility.warnings(on: nil).map(\.rawValue) + codes).joined(separator: ","),
            ], "seed \(seed): \(text)")
          codes = []
        }
        #expect(lines.count == answer.hits.count)
      }
    }
  }

  @Test("bearings are those of the geodesic at any range, near the poles and close by")
  func bearings() throws {
    var random = SplitMix64(seed: 5)
    let ranges: [Double] = [1e-5, 1e-3, 0.1, 3, 30]
    for number in 0..<20000 {
      let range = ranges[number % ranges.count]
      let latitude = Double.random(in: -90...90, using: &random)
      let longitude = Double.random(in: -180...180, using: &random)
      let north = Double.random(in: -range...range, using: &random)
      let east = Double.random(in: -range...range, using: &random)
      guard let from = Position(latitude: latitude, longitude: longitude),
        let to = Position(latitude: latitude + north, longitude: longitude + east)
      else { continue }
      let exact = Geodesic.inverse(from: from, to: to)
      let whole = withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 1) { bearing in
        BearingFinder(to: [to]).degrees(
          from: from, to: [Neighbor(index: 0, meters: exact.meters)], into: bearing)
        return bearing[0]
      }
      #expect(whole == BearingFinder.rounded(exact.initialBearing), "\(from) \(to)")
    }
  }

  @Test("numbers are written as the formatter of the other doors writes them")
  func numbers() {
    var random = SplitMix64(seed: 9)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)
    defer { memory.deallocate() }
    for number in 0..<20000 {
      let meters =
        number < 30 ? Double(number) / 20 : Double.random(in: 0...20_100_000, using: &random)
      var writer = ByteWriter(memory)
      writer.tenths(meters)
      let text = String(decoding: memory[..<writer.count], as: UTF8.self)
      #expect(text == meters.fixed(1))
      let whole = UInt64.random(
        in: 0...UInt64(1) << UInt64.random(in: 0...62, using: &random), using: &random)
      writer = ByteWriter(memory)
      writer.whole(whole)
      #expect(String(decoding: memory[..<writer.count], as: UTF8.self) == "\(whole)")
    }
  }

  @Test("two facilities at one place come in the order of their ids (S17)")
  func ties() throws {
    let locator = try Fixture.locator.get()
    var twins: [Facility] = []
    for id in ["B-2", "A-1", "C-3"] {
      var facility = try #require(
        locator.directory.facilities.first { $0.position != nil && $0.basis == .reported })
      facility.id = id
      twins.append(facility)
    }
    let context = try Fixture.context()
    context.swap(
      ServerContent(locator: Locator(directory: Directory(twins), gazetteer: locator.gazetteer)))
    let answer = try Fixture.channel(context).ask("NEAREST -1.0 114.0\n")
    let ids = answer.split(separator: "\r\n").dropFirst().map {
      $0.dropFirst().prefix { $0 != "\t" }
    }
    #expect(ids == ["A-1", "B-2", "C-3"])
  }

  @Test("tabs and line ends in a list cannot break a line")
  func safety() throws {
    var facility = try #require(try Fixture.locator.get().directory.facilities.first)
    facility.name = "A\tB\r\n-ERR C"
    let line = FacilityLine(facility, .text, day: nil)
    #expect(line.tail.contains("\tA B  -ERR C\t"))
    #expect(
      (line.head + line.tail).split(separator: "\t", omittingEmptySubsequences: false).count == 14)
  }

  @Test("kinds, bases and limits of the command table are those of the core")
  func tableAndCore() throws {
    let nearest = try #require(CommandTable.standard["NEAREST"])
    func words(_ option: String) -> [String] {
      nearest.options.first { $0.name == option }?.values.first?.choices ?? []
    }
    #expect(words("KIND") == FacilityKind.allCases.map(\.rawValue))
    #expect(words("BASIS") == PLKKBasis.allCases.map(\.rawValue))
    #expect(CommandTable.limitRange == 1...Locator.mostResults)
  }

  @Test(
    "each way of asking has its answer",
    arguments: [
      ("WITHIN RADIUS 2km -3.3194 114.5908 LIMIT 1", "*1\r\n+PLKK-63-132\t481.0\t"),
      ("WITHIN -3.3194 114.5908 RADIUS 1m", "*0\r\n"),
      ("WITHIN BBOX -3.32,114.59,-3.31,114.6 LIMIT 1", "*1\r\n+PLKK-63-"),
      ("WITHIN REGION 63.71 KIND hospital LIMIT 1", "*1\r\n+PLKK-63-"),
      ("WITHIN -3.0 114.0", "-ERR wrong combination for WITHIN"),
      ("WITHIN RADIUS 5km REGION 63 -3.0 114.0", "-ERR wrong combination for WITHIN"),
      ("WITHIN RADIUS 5 -3.0 114.0", "-ERR value '5' is not allowed for RADIUS; allowed: a length"),
      ("WITHIN BBOX 1,2,3", "-ERR value '1,2,3' is not allowed for BBOX"),
      ("COUNT REGION nowhere", "-NOTFOUND region “nowhere” is unknown"),
      ("SHOW nobody", "-NOTFOUND no facility has the id “nobody”"),
      ("SEARCH ulin LIMIT 1", "*1\r\n+PLKK-63-097\t"),
      ("NEAREST 0 0", "-BADPOS position"), ("NEAREST 95 200", "-BADPOS position"),
      (
        "NEAREST 114.5908 -3.3194",
        "-BADPOS longitude stands before latitude; send -3.31940 114.59080"
      ),
      (
        "NEAREST 114.5908 -3.3194 LIMIT 1 WITHQUERY",
        "*3\r\n+query\tlatitude=-3.319400\tlongitude=114.590800\t"
      ),
      (
        "NEAREST EMERGENCY -3.3194 114.5908 LIMIT 1",
        "*3\r\n+emergency\tcall=119\thospitals=1\tplkk=1\r\n+"
      ),
      (
        "NEAREST EMERGENCY -3.3194 114.5908 WITHIN 1m WITHQUERY",
        "*5\r\n+emergency\tcall=119\thospitals=3\tplkk=0\r\n+query\tlatitude=-3.319400\t"
      ),
      ("NEAREST -3.3194 114.5908 WITHIN 1km", "*2\r\n+PLKK-63-132\t"),
      ("NEAREST -3.3194 114.5908 BRUTEFORCE LIMIT 1", "*1\r\n+PLKK-63-132\t481.0\t"),
      ("LOCATE Satui, Tanah Bumbu", "*"), ("HELP NEAREST", "*"),
      ("HELP nope", "-ERR unknown verb 'nope'"),
    ])
  func ways(_ request: String, _ start: String) throws {
    let answer = try Fixture.channel(try Fixture.context()).ask(request + "\n")
    #expect(answer.hasPrefix(start), "\(answer.prefix(300))")
  }
}
