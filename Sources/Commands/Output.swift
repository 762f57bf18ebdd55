import Glibc

/// Everything that leaves the process, in one place.
enum Output {
  /// Writes an answer to standard output; ends the process with 74 when that fails.
  static func write(_ text: String) {
    var text = text
    write(text.withUTF8 { put($0, STDOUT_FILENO) })
  }

  /// Writes a long text through the program that `PAGER` names, where a person reads at a terminal;
  /// elsewhere as it is.
  static func paged(_ text: String) {
    guard isatty(STDOUT_FILENO) == 1, let pager = getenv("PAGER"), pager.pointee != 0 else {
      return write(text)
    }
    // `less` then leaves at once what fits, and shows colours.
    setenv("LESS", "FRX", 0)
    // Leaving the pager early ends the text.
    signal(SIGPIPE, SIG_IGN)
    guard let pipe = popen(pager, "w") else { return write(text) }
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, pipe) }
    // The shell says 127 where there is no such program.
    if pclose(pipe) >> 8 == 127 { write(text) }
  }

  /// Writes bytes of an answer likewise.
  static func write(_ bytes: [UInt8]) {
    write(bytes.withUnsafeBufferPointer { put($0, STDOUT_FILENO) })
  }

  private static func write(_ isWritten: Bool) {
    if isWritten { return }
    error(say(id: "tidak dapat menulis ke keluaran standar", en: "cannot write to standard output"))
    exit(CommandFailure.Code.inputOutput.rawValue)
  }

  /// Writes an error as `plkk: …` to standard error.
  static func error(_ message: String) {
    errorText("plkk: " + message)
  }

  /// Writes a text to standard error as it is.
  static func errorText(_ text: String) {
    put(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Writes what must be known beside an answer whose form has no place for it.
  static func remarks(_ lines: [String]) {
    for line in lines { errorText("! " + line) }
  }

  /// Shows one line on standard error that the next call writes over; an empty text clears it.
  static func progress(_ text: String) {
    put("\r\u{1b}[K" + text)
  }

  private static func put(_ text: String) {
    var text = text
    _ = text.withUTF8 { put($0, STDERR_FILENO) }
  }

  private static func put(_ bytes: UnsafeBufferPointer<UInt8>, _ descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if count > 0 { done += count } else if errno != EINTR { return false }
    }
    return true
  }
}
