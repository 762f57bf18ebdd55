import Glibc

/// One line on a terminal that counts up; silent elsewhere.
final class ImportProgress {
  private let isShown = isatty(STDERR_FILENO) == 1
  private var hasShown = false

  func show(_ what: String, _ rows: Int) {
    guard isShown else { return }
    hasShown = true
    put("\r\(Words.grouped(rows)) \(what) … ")
  }

  func end() {
    if hasShown { put("\r\u{1b}[K") }
  }

  private func put(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
