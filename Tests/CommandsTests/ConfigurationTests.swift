import Serving
import Testing

@testable import Commands
@testable import Server

@Suite("Settings: options over the environment over files over what is brought")
struct ConfigurationTests {
  /// A value that the form of a setting allows, different for each layer.
  private static func value(of setting: Setting, layer: Int) -> String {
    switch setting.form {
    case .text: "layer\(layer)"
    case .whole(let range): String(min(range.lowerBound + layer, range.upperBound))
    case .seconds: "\(layer + 1).5"
    case .choice(let words): words[layer % words.count]
    case .yesNo: layer % 2 == 0 ? "yes" : "no"
    }
  }

  private static func file(_ name: String, _ setting: Setting, _ layer: Int) throws
    -> ConfigurationFile
  {
    try ConfigurationFile(
      path: name, text: "# a remark\n\n  \(setting.key)   =  \(value(of: setting, layer: layer)) \n"
    )
  }

  @Test("Each setting: the nearer place holds, and its origin is told", arguments: Setting.all)
  func precedence(_ setting: Setting) throws {
    let own = try Self.file("own.conf", setting, 1)
    let machine = try Self.file("machine.conf", setting, 2)
    let variable = [setting.variable: Self.value(of: setting, layer: 0)]

    let all = try #require(
      try Configured(environment: variable, files: [own, machine]).value(setting))
    #expect(all.text == Self.value(of: setting, layer: 0))
    #expect(all.origin == .variable(setting.variable))
    let files = try #require(
      try Configured(environment: [:], files: [own, machine]).value(setting))
    #expect(files.text == Self.value(of: setting, layer: 1))
    #expect(files.origin == .file("own.conf", line: 3))
    let last = try #require(try Configured(environment: [:], files: [machine]).value(setting))
    #expect(last.origin == .file("machine.conf", line: 3))
    let none = try Configured(environment: [:], files: []).value(setting)
    #expect(none?.text == setting.fallback)
    #expect(none == nil || none?.origin == .fallback)
    #expect(
      try Configured(environment: variable, files: [own]).text(setting, option: "opsi") == "opsi")
  }

  @Test("What is brought is itself allowed, and every limit of the server can be set")
  func fallbacks() {
    for setting in Setting.all {
      if let value = setting.fallback { #expect(setting.fault(value) == nil, "\(setting.key)") }
    }
    #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
    #expect(Set(Setting.all.map(\.variable)).count == Setting.all.count)
    for entry in ServerLimits.entries {
      #expect(Setting.all.contains { $0.key == "serve.limit." + entry.name })
    }
  }

  @Test(
    "An unknown key, one that stands twice, a value that is not allowed: each told with its line")
  func faults() throws {
    let text = """
      serve.lisen = 127.0.0.1:1
      serve.threads = 9999
      just words
      serve.health = 127.0.0.1:1
      serve.health = 127.0.0.1:2
      serve.referrals = perhaps
      serve.db =
      """
    let failure = try #require(throws: CommandFailure.self) {
      try ConfigurationFile(path: "a.conf", text: text)
    }
    #expect(failure.code == .configuration)
    let lines = failure.message.split(separator: "\n")
    #expect(lines.count == 6)
    for (line, (number, words)) in zip(
      lines,
      [
        (1, "serve.listen"), (2, "0 … 256"), (3, "just words"), (5, "4"), (6, "perhaps"),
        (7, "serve.db"),
      ])
    {
      #expect(line.hasPrefix("a.conf:\(number): "), "\(line)")
      #expect(line.contains(words), "\(line)")
    }
  }

  @Test("A variable that means nothing is told with the one that was meant; others' are left alone")
  func variables() throws {
    let failure = try #require(throws: CommandFailure.self) {
      try Configured(
        environment: ["PLKK_SERVE_LISEN": "x", "PLKK_SERVE_THREADS": "many"], files: [])
    }
    #expect(failure.code == .configuration)
    #expect(failure.message.contains("PLKK_SERVE_LISTEN"))
    #expect(failure.message.contains("PLKK_SERVE_THREADS"))
    #expect(throws: Never.self) {
      try Configured(
        environment: ["PLKK_SEED": "1", "PLKK_SERVE_LISTEN": "", "HOME": "/"], files: [])
    }
  }
}
