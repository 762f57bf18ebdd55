// What the page calls. All numbers go through one buffer: the page writes a question and reads the
// answer there.

/// The buffer that the page and this module share, in doubles.
nonisolated(unsafe) var buffer = UnsafeMutableBufferPointer<Double>.allocate(capacity: 4096)
/// Text of the last answer, UTF-8.
nonisolated(unsafe) var words: [UInt8] = []
nonisolated(unsafe) var locator: Locator?
nonisolated(unsafe) var borders: [MultiPolygon] = []
nonisolated(unsafe) var provinces: [Int] = []

/// Where the buffer begins.
@_expose(wasm, "buffer")
@_cdecl("buffer")
public func bufferAddress() -> UnsafeMutablePointer<Double>? { buffer.baseAddress }

/// Makes room for so many doubles; the address may change.
@_expose(wasm, "room")
@_cdecl("room")
public func room(_ count: Int32) -> UnsafeMutablePointer<Double>? {
  if buffer.count < Int(count) {
    buffer.deallocate()
    buffer = .allocate(capacity: Int(count))
  }
  return buffer.baseAddress
}

/// Where the text of the last answer begins.
@_expose(wasm, "words")
@_cdecl("words")
public func wordsAddress() -> UnsafePointer<UInt8>? {
  words.withUnsafeBufferPointer { $0.baseAddress }
}

/// Takes the sites from the buffer: latitude, longitude, traits, day of which anything is known or less
/// than −1e6.
///
/// Returns how many, or −1 where a position is none.
@_expose(wasm, "sites")
@_cdecl("sites")
public func sites(_ count: Int32) -> Int32 {
  var table = SiteTable()
  var facilities: [Facility] = []
  var places: [Int] = []
  var ranked: [Position] = []
  var hasLapsed = false
  for place in 0..<Int(count) {
    let latitude = buffer[4 * place]
    guard let position = Position(latitude: latitude, longitude: buffer[4 * place + 1]) else {
      return -1
    }
    let traits = Traits(raw: UInt32(buffer[4 * place + 2]))
    let known = buffer[4 * place + 3]
    table.positions.append(position)
    table.traits.append(traits)
    table.known.append(known < -1e6 ? .min : Int32(known))
    facilities.append(Facility(place: Int32(place)))
    hasLapsed = hasLapsed || traits.isLapsed
    if traits.isRanked {
      places.append(place)
      ranked.append(position)
    }
  }
  siteTable = table
  locator = Locator(
    directory: Directory(
      facilities: facilities, places: places, grid: GridIndex(ranked), hasLapsed: hasLapsed),
    day: nil)
  return count
}

/// Takes the rings of one kabupaten from the buffer: its province, how many rings, and for each how many
/// corners and these as latitude and longitude.
@_expose(wasm, "border")
@_cdecl("border")
public func border() {
  var next = 2
  var rings: [[Position]] = []
  for _ in 0..<Int(buffer[1]) {
    var ring: [Position] = []
    let corners = Int(buffer[next])
    next += 1
    for _ in 0..<corners {
      if let corner = Position(latitude: buffer[next], longitude: buffer[next + 1]) {
        ring.append(corner)
      }
      next += 2
    }
    rings.append(ring)
  }
  borders.append(MultiPolygon(rings: rings))
  provinces.append(Int(buffer[0]))
}

/// The question in the buffer: latitude, longitude, how far it may be off in metres, whether it only
/// stands for a named area, today in days since 1970, language (0 Indonesian, 1 English).
private struct Question {
  let position: Position
  let query: ResolvedPosition
  let here: (place: Int?, outside: Double)
  let day: CivilDate
  let language: Language

  init?() {
    guard let position = Position(latitude: buffer[0], longitude: buffer[1]) else { return nil }
    self.position = position
    here = whereabouts(position)
    let province = here.place.map { Region(code: String(provinces[$0])) }
    query = ResolvedPosition(
      position: position, precisionMeters: buffer[2],
      whereabouts: Whereabouts(
        province: province, isInIndonesia: BoundingBox.indonesia.contains(position)),
      isApproximate: buffer[3] != 0)
    day = CivilDate(daysSince1970: Int(buffer[4]))
    language = buffer[5] == 0 ? .indonesian : .english
  }
}

/// The nearest PLKK and, in an emergency, the nearest hospitals before them.
///
/// The buffer gets: kabupaten (place in the order of `border`, or −1), metres outside of it, how many
/// hospitals, how many PLKK, and of each its place, metres and whole degrees. The words get an advisory a
/// line: code, tab, sentence.
/// - Returns: Bytes of the words, or −1 for a position that is none, −2 before the sites are here.
@_expose(wasm, "nearest")
@_cdecl("nearest")
public func nearest(_ limit: Int32, _ emergency: Int32) -> Int32 {
  guard let lists = locator else { return -2 }
  guard let question = Question() else { return -1 }
  let locator = Locator(directory: lists.directory, day: question.day)
  let request = NearestRequest(query: question.query, limit: Int(limit))
  do {
    if emergency != 0 {
      let answer = try locator.emergency(request)
      return write(question, answer.hospitals.hits, answer.plkk.hits, answer.advisories, .emergency)
    }
    let answer = try locator.nearest(request)
    return write(question, [], answer.hits, answer.advisories, .ordinary)
  } catch {
    return -3
  }
}

private func write(
  _ question: Question, _ hospitals: [Hit], _ plkk: [Hit], _ advisories: [Advisory],
  _ occasion: Occasion
) -> Int32 {
  _ = room(Int32(4 + 3 * (hospitals.count + plkk.count)))
  buffer[0] = Double(question.here.place ?? -1)
  buffer[1] = question.here.outside
  buffer[2] = Double(hospitals.count)
  buffer[3] = Double(plkk.count)
  var next = 4
  var text = ""
  for hit in hospitals + plkk {
    buffer[next] = Double(hit.facility.place)
    buffer[next + 1] = hit.meters
    buffer[next + 2] = Double(hit.wholeBearing)
    next += 3
    text += question.language.distance(hit.meters) + "\t"
    text += question.language.direction(hit.bearing) + "\n"
  }
  for advisory in advisories {
    text += advisory.code + "\t" + question.language.advisory(advisory, occasion) + "\n"
  }
  words = text.bytes
  return Int32(words.count)
}

/// The kabupaten that holds a position or lies less than 20 km away, by the rule of the gazetteer.
private func whereabouts(_ position: Position) -> (place: Int?, outside: Double) {
  let holder = BorderSearch.holder(of: position, in: borders)
  return (holder?.place, holder?.metersOutside ?? 0)
}
