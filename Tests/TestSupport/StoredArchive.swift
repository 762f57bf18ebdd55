/// ZIP archives of stored parts (APPNOTE 6.3.10, §4.3), so that tests and fuzzers can put any bytes
/// into a workbook.
public enum StoredArchive {
  /// The bytes of an archive.
  public static func bytes(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in files {
      let start = archive.count
      let size = number(content.count, 4)
      // Version, flags, method 0, time and date, then checksum and sizes.
      let common = number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4)
      let head = common + number(checksum(content), 4) + size + size
      let lengths = number(name.utf8.count, 2) + number(0, 2)
      archive += [0x50, 0x4b, 3, 4] + head + lengths + Array(name.utf8) + content
      directory += [0x50, 0x4b, 1, 2] + number(20, 2) + head + lengths
      directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(start, 4)
      directory += Array(name.utf8)
    }
    let counts = number(files.count, 2) + number(files.count, 2)
    return archive + directory + [0x50, 0x4b, 5, 6] + number(0, 4) + counts
      + number(directory.count, 4) + number(archive.count, 4) + number(0, 2)
  }

  /// A workbook of one sheet, `Data`, from the XML of its parts.
  public static func workbook(
    sheet: [UInt8], sharedStrings: [UInt8] = [], styles: [UInt8] = []
  ) -> [UInt8] {
    let book =
      #"<workbook xmlns:r="r"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    let relations =
      #"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#
    var files = [
      (name: "xl/workbook.xml", content: Array(book.utf8)),
      (name: "xl/_rels/workbook.xml.rels", content: Array(relations.utf8)),
      (name: "xl/worksheets/sheet1.xml", content: sheet),
    ]
    if !sharedStrings.isEmpty { files.append(("xl/sharedStrings.xml", sharedStrings)) }
    if !styles.isEmpty { files.append(("xl/styles.xml", styles)) }
    return bytes(files)
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// CRC-32 of ISO 3309, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var value: UInt32 = 0xffff_ffff
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
    }
    return Int(~value)
  }
}
