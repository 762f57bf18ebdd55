import Formats
public import LineProtocol

extension CommandTable {
  /// All verbs that the server answers: those of every connection, of referrals, and of watching them.
  public static let serving = standard.adding(referring + watching)

  private static let topics = ValueSpec("TOPIC", .text, takesRest: true)
  private static let watching: [CommandSpec] = [
    CommandSpec(
      "SUBSCRIBE", .referring, arguments: [topics],
      summary: Phrase(
        id: "kirimkan rujukan baru dan jawaban: facility:ID atau branch:NAMA, boleh beberapa",
        en: "sends new referrals and answers: facility:ID or branch:NAME, several allowed"),
      reply: Phrase(
        id: "tiap topik *3: subscribe, topik, jumlah; lalu tiap perubahan *3: message, topik, JSON",
        en: "for each topic `*3`: subscribe, topic, count; then for each change `*3`: message, "
          + "topic, JSON"),
      errors: [.noAuthentication, .noPermission], access: .token),
    CommandSpec(
      "UNSUBSCRIBE", .referring,
      arguments: [ValueSpec("TOPIC", .text, isOptional: true, takesRest: true)],
      summary: Phrase(
        id: "berhenti dari topik ini, atau dari semua", en: "ends these topics, or all"),
      reply: Phrase(
        id: "tiap topik *3: unsubscribe, topik, jumlah",
        en: "for each topic `*3`: unsubscribe, topic, count"), access: .token),
  ]
}
