import Glibc

/// A small text file, read whole.
enum TextFile {
  static func read(_ path: String, maximumBytes: Int) throws -> String {
    guard let file = fopen(path, "re") else {
      let isMissing = errno == ENOENT
      let reason = SystemWords.reason(errno)
      throw CommandFailure(
        isMissing ? .noInput : .inputOutput,
        say(id: "tidak dapat membaca \(path): \(reason)", en: "cannot read \(path): \(reason)"))
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard count <= maximumBytes, let text = String(validating: bytes[..<count], as: UTF8.self)
    else {
      throw CommandFailure(
        .data,
        say(
          id: "\(path): harus teks UTF-8, paling banyak \(maximumBytes) byte",
          en: "\(path): must be UTF-8 text of at most \(maximumBytes) bytes"))
    }
    return text
  }
}
