internal import Application
internal import Facilities
internal import Formats
internal import Schema
internal import Serving
internal import Synchronization

/// One list as it is served, with what is made of it once: swapped whole when another comes.
final class Snapshot: Sendable {
  let locator: Locator
  let edition: DirectoryVersion
  /// Which reading of the content it is, so that a new one is noticed.
  let generation: Int
  /// The strong mark of everything that is answered from this list: a digest of all its records, of the
  /// day and of the program, since each of them changes answers.
  let etag: String

  init(_ locator: Locator, _ edition: DirectoryVersion, generation: Int, version: String) {
    self.locator = locator
    self.edition = edition
    self.generation = generation
    var digest = FNVDigest()
    digest.add("\(version) \(edition.version) \(edition.day)")
    for facility in locator.directory.facilities {
      var json = JSONWriter()
      json.object { $0.members(FacilityRecord.fields(facility, day: locator.day)) }
      digest.add(json.text)
    }
    etag = "\"\(digest.text)\""
  }
}

/// The snapshot in use, made again when the content was.
final class SnapshotKeeper: Sendable {
  private let source: @Sendable () -> HTTPSources.Current
  private let version: String
  private let kept = Mutex<Snapshot?>(nil)

  init(version: String, _ source: @escaping @Sendable () -> HTTPSources.Current) {
    self.version = version
    self.source = source
  }

  /// The list that is served now.
  var current: Snapshot {
    let serving = source()
    return kept.withLock { kept in
      if let kept, kept.generation == serving.generation { return kept }
      let made = Snapshot(
        serving.locator, serving.edition, generation: serving.generation, version: version)
      kept = made
      return made
    }
  }
}

/// FNV-1a over 64 bits: distinguishes editions; not a protection against tampering.
struct FNVDigest {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { step(byte) }
    // No text holds this byte, so that separately added texts stay distinct.
    step(0xff)
  }

  private mutating func step(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// 16 hexadecimal digits.
  var text: String {
    let hex = String(state, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }
}
