internal import Lists

/// How cells are shown, as far as it changes what is read.
extension XLSXReader {
  mutating func readStyles(_ part: String) throws(ImportError) {
    var formats: [Int: Style] = [:]
    var struckFonts = Set<Int>()
    var fonts = -1
    var styles: [Style] = []
    var inCells = false
    var inFonts = false
    let limit = limits.parts * 10
    let stream = try XMLStream(place: part, limits: limits)
    stream.onStart = { [unowned stream] name, attributes in
      switch name {
      case "numFmt":
        if let id = attributes["numFmtId"].flatMap({ Int($0) }),
          let code = attributes["formatCode"]
        {
          let zeros = code.allSatisfy { $0 == "0" } ? code.utf8.count : 0
          formats[id] = Style(isDate: Self.isDate(code), zeros: min(zeros, 40))
        }
      case "fonts": inFonts = true
      case "font" where inFonts: fonts += 1
      case "strike" where inFonts:
        if !["0", "false"].contains(attributes["val"] ?? "1") { struckFonts.insert(fonts) }
      case "cellXfs": inCells = true
      case "xf" where inCells:
        let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
        var style = formats[id] ?? Style(isDate: Self.isDate(builtIn: id))
        style.isStruck = attributes["fontId"].flatMap { Int($0) }.map(struckFonts.contains) ?? false
        styles.append(style)
        if styles.count > limit { stream.fail(ImportError(.tooLarge(what: .parts, limit: limit))) }
      default: break
      }
    }
    stream.onEnd = {
      if $0 == "cellXfs" { inCells = false }
      if $0 == "fonts" { inFonts = false }
    }
    try parse(part, with: stream)
    self.styles = styles
  }

  private static func isDate(builtIn id: Int) -> Bool {
    (14...17).contains(id) || id == 22 || (27...36).contains(id) || (50...58).contains(id)
  }

  /// Whether a number format shows days or years outside of its quotes and brackets.
  static func isDate(_ code: String) -> Bool {
    var quoted = false
    var bracketed = false
    var escaped = false
    for character in code.lowercased().unicodeScalars {
      if escaped {
        escaped = false
        continue
      }
      switch character {
      case "\\", "_", "*": escaped = true
      case "\"": quoted.toggle()
      case "[": bracketed = true
      case "]": bracketed = false
      case "d" where !quoted && !bracketed, "y" where !quoted && !bracketed: return true
      default: break
      }
    }
    return false
  }
}
