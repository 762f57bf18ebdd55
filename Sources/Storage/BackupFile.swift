internal import Application
internal import Foundation
internal import Referrals
internal import Sealing

/// A backup as one file that can be carried: the database, the lists, and after them a page of text
/// that says what they are, signed with the keys.
///
/// SQLite's own tools read the database in it, because it comes first.
struct BackupFile {
  /// What the page says.
  struct Page {
    var at: Instant
    /// Bytes of the database, and of the lists after it; 0 where there were none.
    var database: Int
    var lists: Int
    var head: Head

    private static let heading = "plkk-backup 1"

    var content: String {
      "\(Self.heading)\nat \(at.milliseconds)\ndatabase \(database)\nlists \(lists)\n\(head.content)"
    }

    init(at: Instant, database: Int, lists: Int, head: Head) {
      self.at = at
      self.database = database
      self.lists = lists
      self.head = head
    }

    init?(_ content: String) {
      let lines = content.split(separator: "\n", maxSplits: 4, omittingEmptySubsequences: false)
      func number(_ line: Substring, _ word: String) -> Int64? {
        line.hasPrefix(word) ? Int64(line.dropFirst(word.count)) : nil
      }
      guard lines.count == 5, lines[0] == Self.heading, let at = number(lines[1], "at "),
        let database = number(lines[2], "database "), database > 0,
        let lists = number(lines[3], "lists "), lists >= 0, let head = Head(String(lines[4]))
      else { return nil }
      self.init(
        at: Instant(milliseconds: at), database: Int(database), lists: Int(lists), head: head)
    }
  }

  private static let chunk = 1 << 20
  private static let longestPage = 4_096
  /// `plkk-end` and eight digits, the bytes of the page and the mark before it.
  private static let end = "plkk-end "
  private static let endBytes = end.utf8.count + 9

  /// Puts the parts together at `target`, which has to be free, and makes them durable.
  static func write(
    database: String, lists: String?, to target: String, at: Instant, head: Head, _ ring: KeyRing
  ) throws(StoreError) {
    try Files.create(target, exclusively: true)
    do {
      let out = try FileHandle(forWritingTo: URL(fileURLWithPath: target))
      defer { try? out.close() }
      var marker = ring.marker()
      func put(_ bytes: Data) throws {
        marker.update(bytes)
        try out.write(contentsOf: bytes)
      }
      for part in [database, lists].compactMap(\.self) {
        try each(part, from: 0, count: Files.size(part), put)
      }
      let page = Page(
        at: at, database: Files.size(database), lists: lists.map(Files.size) ?? 0, head: head)
      try put(Data(page.content.utf8))
      let mark = "mark \(Hex.text(marker.value()))\n"
      let count = page.content.utf8.count + mark.utf8.count
      let digits = String(String(100_000_000 + count).dropFirst())
      try out.write(contentsOf: Data((mark + end + digits + "\n").utf8))
      try out.synchronize()
    } catch {
      try? FileManager.default.removeItem(atPath: target)
      throw (error as? StoreError) ?? Files.failure(target)
    }
  }

  /// The page of a file; nil for one that has none, as a database or a backup of version 0.1.0.
  ///
  /// Fails where the page is there and anything in the file was changed since, or where other keys
  /// signed it.
  static func page(_ path: String, _ ring: KeyRing) throws(StoreError) -> Page? {
    do {
      let size = Files.size(path)
      guard size > endBytes else { return nil }
      let last = String(
        decoding: try bytes(path, from: size - endBytes, count: endBytes), as: UTF8.self)
      guard last.hasPrefix(end), let count = Int(last.dropFirst(end.utf8.count).dropLast()) else {
        return nil
      }
      guard (80...longestPage).contains(count), size >= endBytes + count else {
        throw StoreError.corrupt
      }
      let start = size - endBytes - count
      let text = String(decoding: try bytes(path, from: start, count: count), as: UTF8.self)
      guard let found = text.range(of: "mark ", options: .backwards),
        let mark = Hex.bytes(text[found.upperBound...].dropLast()),
        let page = Page(String(text[..<found.lowerBound])),
        page.database.addingReportingOverflow(page.lists) == (start, false)
      else { throw StoreError.corrupt }
      var marker = ring.marker()
      let signed = start + text[..<found.lowerBound].utf8.count
      try each(path, from: 0, count: signed) { marker.update($0) }
      guard marker.value() == mark else { throw StoreError.backupNotSigned }
      return page
    } catch {
      throw (error as? StoreError) ?? Files.failure(path)
    }
  }

  /// Whether a file begins as SQLite's do.
  static func isDatabase(_ path: String) -> Bool {
    let heading = Data("SQLite format 3\u{0}".utf8)
    return (try? bytes(path, from: 0, count: heading.count)) == heading
  }

  /// Copies a part of a file to a new file of its own.
  static func extract(
    _ path: String, from offset: Int, count: Int, to target: String
  ) throws(StoreError) {
    try Files.create(target, exclusively: true)
    do {
      let out = try FileHandle(forWritingTo: URL(fileURLWithPath: target))
      defer { try? out.close() }
      try each(path, from: offset, count: count) { try out.write(contentsOf: $0) }
      try out.synchronize()
    } catch {
      throw (error as? StoreError) ?? Files.failure(target)
    }
  }

  private static func bytes(_ path: String, from offset: Int, count: Int) throws -> Data {
    var all = Data()
    try each(path, from: offset, count: count) { all.append($0) }
    return all
  }

  private static func each(
    _ path: String, from offset: Int, count: Int, _ body: (Data) throws -> Void
  ) throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(offset))
    var rest = count
    while rest > 0 {
      guard let bytes = try file.read(upToCount: min(chunk, rest)), !bytes.isEmpty else {
        throw StoreError.corrupt
      }
      rest -= bytes.count
      try body(bytes)
    }
  }
}
