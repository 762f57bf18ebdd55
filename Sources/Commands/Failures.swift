import Application
import Formats
import Wording

/// Turns typed errors of the core into a sentence and an exit code.
enum Failures {
  /// Runs a use case.
  static func translated<Value>(_ body: () throws(LocateError) -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      throw failure(error)
    }
  }

  static func failure(_ error: LocateError) -> CommandFailure {
    let language = Language.current
    let text = language.fault(error, .commandLine).lines(language)
    if case .seeds = error { return CommandFailure(.data, text) }
    return CommandFailure(.usage, Arguments.restoringMinus(text))
  }

  /// Foreign text made safe to print on a terminal: short, without control characters.
  static func safe(_ text: String) -> String { safe(text, longest: 60) }

  private static func safe(_ text: String, longest: Int) -> String {
    let clean = text.unicodeScalars.filter { scalar in
      !(scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format)
    }
    let short = String(String.UnicodeScalarView(clean.prefix(longest)))
    return Arguments.restoringMinus(clean.count > longest ? short + "…" : short)
  }

  /// A path made safe to print, and not cut: its reader has to find the file.
  static func path(_ path: String) -> String { safe(path, longest: 4096) }
}
