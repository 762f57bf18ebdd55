import Formats

extension CommandTable {
  /// What Redis clients send on their own.
  static let compatibility: [CommandSpec] = [
    CommandSpec(
      "ECHO", .compatibility, arguments: [ValueSpec("TEXT", .text)],
      summary: Phrase(id: "kembalikan teks", en: "gives the text back"),
      reply: Phrase(
        id: "+teks; larik RESP: byte apa pun, persis", en: "`+text`; in RESP any bytes, exactly")),
    CommandSpec(
      "MULTI", .compatibility,
      summary: Phrase(
        id: "kumpulkan permintaan lokasi berikutnya sampai EXEC (hanya larik RESP)",
        en: "collects the locating requests behind it until EXEC (only as RESP arrays)"),
      reply: Phrase(
        id: "+OK; lalu +QUEUED untuk tiap permintaan", en: "`+OK`; then `+QUEUED` to each request"),
      errors: [.conflict], since: 2),
    CommandSpec(
      "EXEC", .compatibility,
      summary: Phrase(id: "jawab yang dikumpulkan", en: "answers what was collected"),
      reply: Phrase(id: "*n dan n jawaban", en: "`*n` and n replies"), cost: "O(requests)",
      errors: [.aborted, .conflict], since: 2),
    CommandSpec(
      "DISCARD", .compatibility,
      summary: Phrase(id: "lupakan yang dikumpulkan", en: "forgets what was collected"),
      reply: ok, errors: [.conflict], since: 2),
    CommandSpec(
      "SELECT", .compatibility, arguments: [ValueSpec("DATABASE", .integer(0...0))],
      summary: Phrase(id: "hanya ada 0", en: "there is only 0"), reply: ok),
    CommandSpec(
      "CLIENT", .compatibility,
      arguments: [
        ValueSpec(
          "ACTION",
          .choice([
            "SETINFO", "SETNAME", "GETNAME", "ID", "INFO", "NO-EVICT", "NO-TOUCH", "REPLY",
          ])),
        ValueSpec("VALUE", .text, isOptional: true, takesRest: true),
      ],
      summary: Phrase(
        id: "nama dan nomor sambungan; REPLY ON, OFF atau SKIP: apakah dijawab",
        en: "name and number of the connection; REPLY ON, OFF or SKIP: whether it is answered"),
      reply: Phrase(id: "+OK, +nama atau :nomor", en: "`+OK`, `+name` or `:number`")),
    CommandSpec(
      "COMMAND", .compatibility,
      arguments: [
        ValueSpec("ACTION", .choice(["DOCS", "COUNT", "INFO", "LIST"]), isOptional: true),
        ValueSpec("VERB", .text, isOptional: true, takesRest: true),
      ],
      summary: Phrase(
        id: "COUNT: berapa kata kerja; LIST: namanya; yang lain dijawab kosong",
        en: "COUNT: how many verbs; LIST: their names; else an empty answer"),
      reply: Phrase(id: ":n atau *n", en: "`:n` or `*n`")),
  ]
}
