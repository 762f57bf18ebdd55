import ArgumentParser
import Facilities
import Formats
import Application
import Wording

/// The command `plkk seeds`.
struct SeedsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "seeds",
      abstract: say(
        id: "Data yang tertanam dalam program.", en: "The data embedded in the program."),
      subcommands: [VerifyCommand.self])
  }

  /// The command `plkk seeds verify`.
  struct VerifyCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "verify",
        abstract: say(
          id: "Periksa ulang kebenaran data bawaan; keluar 65 bila rusak.",
          en: "Re-derive everything the data states about itself; exit 65 where it is broken."),
        discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
          + """
            plkk seeds verify
            plkk seeds verify --format json
          """)
    }

    /// Shapes of the report.
    enum Format: String, CaseIterable, ChosenByWord, ExpressibleByArgument {
      case table, json, csv

      var choiceWord: Phrase { Phrase(id: self == .table ? "tabel" : rawValue, en: rawValue) }
    }

    @Option(
      help: ArgumentHelp(
        say(
          id: "Bentuk laporan; json dan csv tidak pernah diterjemahkan.",
          en: "Shape of the report; json and csv are never translated.")))
    var format: Format = .table

    @OptionGroup var language: LanguageOption

    func run() throws {
      let report = SeedVerification.run(.embedded())
      switch format {
      case .table: Output.paged(SeedRendering.text(report))
      case .json: Output.write(SeedRendering.json(report))
      case .csv: Output.write(SeedRendering.csv(report))
      }
      if report.isBroken {
        throw CommandFailure(
          .data, say(id: "data tertanam rusak", en: "the embedded data is broken"))
      }
    }
  }
}

/// A verification report in the output formats.
enum SeedRendering {
  static func text(_ report: SeedReport) -> String {
    var lines = [
      say(
        id: "Situs dalam daftar dan jumlah yang diumumkan:",
        en: "Sites in the list and published totals:")
    ]
    for row in report.comparisons {
      let area = say(id: row.areaIndonesian, en: row.area).padding(to: 26)
      let mark =
        row.counted == row.published
        ? say(id: "cocok", en: "agrees") : say(id: "BERBEDA", en: "DIFFERS")
      lines.append(
        "  \(area) \(row.counted) / \(row.published)  (\(Language.current.date(row.date)))  \(mark)"
      )
    }
    func counts<Key: CaseIterable & Hashable>(
      _ label: String, _ counts: [Key: Int], _ word: (Key) -> String
    ) {
      let parts = Key.allCases.compactMap { key in counts[key].map { "\(word(key)) \($0)" } }
      lines.append("  \(label): " + parts.joined(separator: "; "))
    }
    let language = Language.current
    counts(say(id: "menurut dasar", en: "by basis"), report.byBasis) { language.basis($0) }
    counts(say(id: "menurut ketelitian posisi", en: "by precision"), report.byPrecision) {
      language.positionLabel($0)
    }
    counts(say(id: "menurut jenis", en: "by kind"), report.byKind) { language.kind($0) }
    counts(say(id: "menurut keadaan", en: "by operational status"), report.byStatus) {
      language.operationalStatus($0)
    }
    let rows = report.rows.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    lines.append("  " + say(id: "baris: ", en: "rows: ") + rows.joined(separator: ", "))
    lines.append("")
    let broken = report.findings.filter { $0.severity == .broken }
    let notes = report.findings.filter { $0.severity == .note }
    for (title, findings) in [
      (say(id: "RUSAK", en: "BROKEN"), broken), (say(id: "Catatan", en: "Notes"), notes),
    ] where !findings.isEmpty {
      lines.append("\(title) (\(findings.count)):")
      lines += findings.map {
        "  \($0.table)\($0.line > 0 ? ":\($0.line)" : "")  \(sentence($0.rule))"
      }
    }
    if broken.isEmpty { lines.append(say(id: "Data utuh.", en: "The data is whole.")) }
    return lines.joined(separator: "\n") + "\n"
  }

  static func json(_ report: SeedReport) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object {
      $0.member("broken", report.isBroken)
      $0.member(
        "counts",
        array: { list in
          for row in report.comparisons {
            list.object {
              $0.member("area", row.area)
              $0.member("counted", row.counted)
              $0.member("published", row.published)
              $0.member("date", row.date)
            }
          }
        })
      $0.member("by_basis", object: { object in members(report.byBasis, &object) })
      $0.member("by_precision", object: { object in members(report.byPrecision, &object) })
      $0.member("by_kind", object: { object in members(report.byKind, &object) })
      $0.member("by_operational_status", object: { object in members(report.byStatus, &object) })
      $0.member(
        "rows",
        object: {
          for (name, count) in report.rows.sorted(by: { $0.key < $1.key }) {
            $0.member(name, count)
          }
        })
      $0.member(
        "findings",
        array: { list in
          for finding in report.findings {
            list.object {
              $0.member("severity", finding.severity.rawValue)
              $0.member("table", finding.table)
              $0.member("line", finding.line)
              $0.member("rule", rule(finding.rule))
              $0.member("detail", detail(finding.rule))
            }
          }
        })
    }
    return json.text + "\n"
  }

  static func csv(_ report: SeedReport) -> String {
    var csv = CSVWriter()
    csv.row(["severity", "table", "line", "rule", "detail"])
    for finding in report.findings {
      csv.row([
        finding.severity.rawValue, finding.table, "\(finding.line)", rule(finding.rule),
        detail(finding.rule),
      ])
    }
    return csv.text
  }

  private static func members<Key: RawRepresentable<String> & CaseIterable & Hashable>(
    _ counts: [Key: Int], _ json: inout JSONWriter
  ) {
    for key in Key.allCases { json.member(key.rawValue, counts[key] ?? 0) }
  }

  /// The rule's name for programs.
  private static func rule(_ rule: SeedReport.Rule) -> String {
    switch rule {
    case .unreadable: "unreadable"
    case .duplicate: "duplicate"
    case .orphan: "orphan"
    case .disagreement: "disagreement"
    case .outsideKalimantan: "outside_kalimantan"
    case .outsideRegency: "outside_regency"
    case .sharedPoint: "shared_point"
    case .badBoundary: "bad_boundary"
    case .noPosition: "no_position"
    case .openBorder: "open_border"
    case .gapInLand: "gap_in_land"
    case .areaDiffers: "area_differs"
    case .villageOutside: "village_outside"
    case .radiusTooSmall: "radius_too_small"
    case .seat: "seat"
    case .dummyPhone: "dummy_phone"
    case .foreignPhone: "foreign_phone"
    case .sharedPhone: "shared_phone"
    case .reusedID: "reused_id"
    case .countDiffers: "count_differs"
    case .publisherSum: "publisher_sum"
    case .publisherDifference: "publisher_difference"
    }
  }

  /// What was seen, for programs: values only, in a fixed order.
  private static func detail(_ rule: SeedReport.Rule) -> String {
    switch rule {
    case .unreadable(let error): "\(error.column) \(error.rule)"
    case .duplicate(let code), .orphan(let code), .badBoundary(let code), .noPosition(let code),
      .openBorder(let code), .reusedID(let code):
      code
    case .gapInLand(let latitude, let longitude):
      "\((Double(latitude) / 1e4).fixed(4)) \((Double(longitude) / 1e4).fixed(4))"
    case .areaDiffers(let code, let computed, let official):
      "\(code) \(computed.fixed(1)) \(official.fixed(1))"
    case .villageOutside(let code, let name): "\(code) \(name)"
    case .radiusTooSmall(let code, let inside, let count): "\(code) \(inside) \(count)"
    case .seat(let code, let meters): "\(code) \(meters?.fixed(0) ?? "")"
    case .dummyPhone(let id, let number), .foreignPhone(let id, let number): "\(id) \(number)"
    case .sharedPhone(let ids, let number): "\(number) " + ids.joined(separator: " ")
    case .disagreement(let field, let found, let expected): "\(field) \(found) \(expected)"
    case .outsideKalimantan(let id, let latitude, let longitude): "\(id) \(latitude) \(longitude)"
    case .outsideRegency(let id, _, let meters): "\(id) \(meters.fixed(0))"
    case .sharedPoint(let ids): ids.joined(separator: " ")
    case .countDiffers(let area, let counted, let published): "\(area) \(counted) \(published)"
    case .publisherSum(let date, let printed, let summed): "\(date) \(printed) \(summed)"
    case .publisherDifference(let printed, let computed): "\(printed) \(computed)"
    }
  }

  private static func sentence(_ rule: SeedReport.Rule) -> String {
    switch rule {
    case .unreadable(let error):
      say(id: "tidak terbaca, kolom ", en: "unreadable, column ") + "\(error.column): \(error.rule)"
    case .duplicate(let code): say(id: "kode ganda ", en: "stands twice: ") + code
    case .orphan(let code): say(id: "tanpa induk: ", en: "has no parent: ") + code
    case .disagreement(let field, let found, let expected):
      "\(field) “\(found)” ≠ “\(expected)”"
    case .outsideKalimantan(let id, let latitude, let longitude):
      say(id: "\(id) di luar Kalimantan", en: "\(id) is outside Kalimantan")
        + ": \(latitude),\(longitude)"
    case .outsideRegency(let id, let regency, let meters):
      say(
        id: "\(id) berada \(Words.distance(meters)) di luar batas \(regency)",
        en: "\(id) stands \(Words.distance(meters)) outside the boundary of \(regency)")
    case .sharedPoint(let ids):
      say(id: "satu titik untuk ", en: "one point for ") + ids.joined(separator: ", ")
    case .badBoundary(let code):
      say(id: "batas wilayah hilang atau kosong: ", en: "boundary missing or empty: ") + code
    case .noPosition(let name): say(id: "tanpa posisi: ", en: "without a position: ") + name
    case .openBorder(let code):
      say(id: "garis batas tidak menutup: ", en: "border does not close: ")
        + (code.isEmpty ? say(id: "pantai", en: "coast") : code)
    case .gapInLand(let latitude, let longitude):
      say(id: "celah antarwilayah di ", en: "gap between areas at ")
        + "\((Double(latitude) / 1e4).fixed(4)),\((Double(longitude) / 1e4).fixed(4))"
    case .areaDiffers(let code, let computed, let official):
      say(
        id: "\(code): luas dalam batas \(computed.fixed(0)) km², resmi \(official.fixed(0)) km²",
        en:
          "\(code): \(computed.fixed(0)) km² inside the border, officially \(official.fixed(0)) km²"
      )
    case .villageOutside(let code, let name):
      say(
        id: "titik desa \(code) \(name) di luar kecamatannya",
        en: "the point of village \(code) \(name) is outside its kecamatan")
    case .radiusTooSmall(let code, let inside, let count):
      say(
        id: "\(code): radius hanya memuat \(inside) dari \(count) desa",
        en: "\(code): the radius holds only \(inside) of \(count) villages")
    case .seat(let code, let meters):
      say(id: "ibu kota \(code): RSUD terdekat ", en: "seat of \(code): nearest RSUD ")
        + (meters.map(Words.distance) ?? say(id: "tidak ada", en: "none"))
        + say(id: "; tidak cocok dengan seat_note", en: "; does not fit seat_note")
    case .dummyPhone(let id, let number):
      say(id: "\(id): nomor yang tidak mungkin ", en: "\(id): impossible number ") + number
    case .foreignPhone(let id, let number):
      say(id: "\(id): nomor provinsi lain ", en: "\(id): number of another province ") + number
    case .sharedPhone(let ids, let number):
      say(id: "satu nomor \(number) untuk ", en: "one number \(number) for ")
        + ids.joined(separator: ", ")
    case .reusedID(let id):
      say(id: "id yang sudah dilepas dipakai lagi: ", en: "id was given up and is in use: ") + id
    case .countDiffers(let area, let counted, let published):
      say(
        id: "\(area): terhitung \(counted), diumumkan \(published)",
        en: "\(area): counted \(counted), published \(published)")
    case .publisherSum(let date, let printed, let summed):
      say(
        id:
          "\(Language.current.date(date)): pengumum menyebut \(printed), tetapi lima provinsinya berjumlah \(summed)",
        en:
          "\(Language.current.date(date)): the publisher states \(printed), but its five provinces add up to \(summed)"
      )
    case .publisherDifference(let printed, let computed):
      say(
        id: "artikel mencetak \(Words.grouped(printed)) pekerja belum terdaftar; "
          + "selisih angkanya sendiri \(Words.grouped(computed))",
        en: "the article prints \(Words.grouped(printed)) workers not registered; "
          + "its own figures differ by \(Words.grouped(computed))")
    }
  }
}

extension String {
  /// Filled up with spaces to a width.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
