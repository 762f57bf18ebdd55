internal import CZip
import Glibc
internal import Lists

/// A ZIP archive in memory, read through libzip with every size bounded.
///
/// Parts are inflated in chunks and handed on, never held whole, so a bomb costs at most the
/// chunk until its bound stops it.
final class ZipArchive {
  private let archive: OpaquePointer
  private let limits: ImportLimits
  /// Names of the parts, in the order of the archive.
  let names: [String]
  private let places: [String: Int]
  /// Bytes inflated so far, of all parts and all readings together.
  private var inflated = 0

  /// How often the bound of one part all readings may reach: a sheet is read for its header, then whole.
  private static let readings = 2

  /// Opens an archive over a copy of its bytes.
  init(_ bytes: [UInt8], limits: ImportLimits) throws(ImportError) {
    self.limits = limits
    guard let entries = Self.entries(bytes) else { throw ImportError(.malformed(.xlsx)) }
    guard entries <= limits.parts else {
      throw ImportError(.tooLarge(what: .parts, limit: limits.parts))
    }
    guard let copy = malloc(max(bytes.count, 1)) else { throw ImportError(.malformed(.xlsx)) }
    bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { memcpy(copy, base, source.count) }
    }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // From here libzip owns the copy.
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
      free(copy)
      throw ImportError(.malformed(.xlsx))
    }
    guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      zip_source_free(source)
      throw ImportError(.malformed(.xlsx))
    }
    self.archive = archive
    let count = Int(zip_get_num_entries(archive, 0))
    names = (0..<max(count, 0)).map { place in
      zip_get_name(archive, UInt64(place), 0).map { String(cString: $0) } ?? ""
    }
    // Some programs of Windows write backslashes, and case is not kept to (ECMA-376-2, 7.3).
    places = Dictionary(
      names.enumerated().map { (Self.key($1), $0) }, uniquingKeysWith: { a, _ in a })
  }

  private static func key(_ name: String) -> String {
    let key = name.lowercased().replacing("\\", with: "/")
    return key.hasPrefix("/") ? String(key.dropFirst()) : key
  }

  /// Whether there is a part of that name.
  func has(_ name: String) -> Bool { places[Self.key(name)] != nil }

  /// How many parts the archive says it has, before anything is made of them.
  ///
  /// From the record at the end of the central directory (APPNOTE 6.3.10, §4.3.16), which a comment
  /// of at most 65,535 bytes may follow. ZIP64 says 65,535 here: more than any workbook.
  private static func entries(_ bytes: [UInt8]) -> Int? {
    let length = 22
    guard bytes.count >= length else { return nil }
    var place = bytes.count - length
    let first = max(0, place - 0xffff)
    while place >= first {
      if bytes[place] == 0x50, bytes[place + 1] == 0x4b, bytes[place + 2] == 5,
        bytes[place + 3] == 6
      {
        return Int(bytes[place + 10]) | Int(bytes[place + 11]) << 8
      }
      place -= 1
    }
    return nil
  }

  deinit { zip_discard(archive) }

  /// Hands the inflated bytes of a part to a body, chunk by chunk, until the body has had enough;
  /// does nothing when there is no such part.
  ///
  /// - Returns: Whether there is such a part.
  @discardableResult
  func read(
    _ name: String, _ body: (UnsafeRawBufferPointer, _ isLast: Bool) throws(ImportError) -> Bool
  ) throws(ImportError) -> Bool {
    guard let place = places[Self.key(name)] else { return false }
    var stat = zip_stat_t()
    guard zip_stat_index(archive, UInt64(place), 0, &stat) == 0 else {
      throw ImportError(.malformed(.xlsx), place: name)
    }
    guard stat.encryption_method == UInt16(ZIP_EM_NONE) else {
      throw ImportError(.unsupported(.xlsOrEncrypted), place: name)
    }
    // The directory may lie, so the bytes that really come are counted as well.
    try check(Int(clamping: stat.size), packed: Int(clamping: stat.comp_size), name)
    guard let file = zip_fopen_index(archive, UInt64(place), 0) else {
      throw ImportError(.malformed(.xlsx), place: name)
    }
    defer { zip_fclose(file) }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    var total = 0
    while true {
      let count = Int(zip_fread(file, chunk.baseAddress, UInt64(chunk.count)))
      guard count >= 0 else { throw ImportError(.malformed(.xlsx), place: name) }
      total += count
      inflated += count
      guard inflated <= limits.inflatedBytes * Self.readings else {
        throw ImportError(.tooLarge(what: .inflatedBytes, limit: limits.inflatedBytes), place: name)
      }
      try check(total, packed: Int(clamping: stat.comp_size), name)
      let wantsMore = try body(UnsafeRawBufferPointer(rebasing: chunk[..<count]), count == 0)
      if count == 0 || !wantsMore { return true }
    }
  }

  private func check(_ size: Int, packed: Int, _ name: String) throws(ImportError) {
    if size > limits.inflatedBytes {
      throw ImportError(.tooLarge(what: .inflatedBytes, limit: limits.inflatedBytes), place: name)
    }
    // Small parts may pack well by chance.
    if size > 1 << 20, size / max(packed, 1) > limits.inflationRatio {
      throw ImportError(.tooLarge(what: .inflationRatio, limit: limits.inflationRatio), place: name)
    }
  }
}
