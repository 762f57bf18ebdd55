internal import Formats

/// SVG text, built piece by piece.
struct Drawing {
  let width: Double
  let height: Double
  private(set) var body = ""

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func add(_ element: String) { body += element + "\n" }

  mutating func line(_ points: [(Double, Double)], _ style: String) {
    let list = points.map { "\($0.fixed(1)),\($1.fixed(1))" }.joined(separator: " ")
    add("<polyline points=\"\(list)\" fill=\"none\" \(style)/>")
  }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, size: Double = 12, anchor: String = "start",
    style: String = "fill=\"#222\""
  ) {
    add(
      "<text x=\"\(x.fixed(1))\" y=\"\(y.fixed(1))\" font-size=\"\(size.fixed(0))\" "
        + "text-anchor=\"\(anchor)\" \(style)>\(Markup.escape(text))</text>")
  }

  /// The whole file.
  func svg(title: String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width.fixed(0)) \(height.fixed(0))\" "
      + "role=\"img\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\">\n"
      + "<title>\(Markup.escape(title))</title>\n\(body)</svg>\n"
  }
}
