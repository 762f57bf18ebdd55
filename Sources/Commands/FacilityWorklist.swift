import Application
import ArgumentParser
import Facilities
import Formats
import Importing
import Lists

extension FacilityCommand {
  /// Whom to call, and what to ask.
  struct Worklist: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "worklist",
        abstract: say(
          id: "Daftar kerja: siapa yang ditelepon dan apa yang ditanyakan.",
          en: "A work list: whom to call, and what to ask."),
        discussion: say(
          id: """
            Isi kolom jawaban lalu kembalikan dengan: plkk facility answers BERKAS --by KANTOR

            CONTOH:
              plkk facility worklist --region "Tanah Bumbu" > telepon.csv
              plkk facility worklist --office BJM --format table
            """,
          en: """
            Fill in the columns for answers and give them back with: plkk facility answers FILE --by OFFICE

            EXAMPLES:
              plkk facility worklist --region "Tanah Bumbu" > calls.csv
              plkk facility worklist --office BJM --format table
            """))
    }

    /// Shapes of the list.
    enum Format: String, CaseIterable, ExpressibleByArgument { case csv, table }

    @Option(
      help: ArgumentHelp(
        say(id: "Hanya provinsi atau kabupaten ini.", en: "Only this province or kabupaten."),
        valueName: "name"))
    var region: String?

    @Option(
      help: ArgumentHelp(
        say(
          id: "Hanya yang ada dalam daftar kantor ini.", en: "Only sites on this office's list."),
        valueName: "office"))
    var office: String?

    @Option(help: ArgumentHelp(say(id: "Bentuk.", en: "Shape.")))
    var format: Format = .csv

    @Option(
      help: ArgumentHelp(say(id: "Berkas basis data.", en: "Database file."), valueName: "file"))
    var db: String?

    @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
    var lang: Language?

    func run() throws {
      let (history, _) = try ListsFile.history(ListsFile.store(db, creating: false))
      let list = WorkList(
        history.snapshot(at: ListsFile.today()), regionCode: try regionCode(), office: office)
      Output.write(format == .csv ? Self.csv(list) : Self.table(list))
    }

    private func regionCode() throws -> String? {
      guard let region else { return nil }
      do {
        let gazetteer = try Gazetteer(SeedTables.embedded())
        if case .found(let found, _) = try gazetteer.lookUpRegion(region) { return found.code }
      } catch {
        throw Failures.failure(.seeds(error))
      }
      throw CommandFailure(
        .usage,
        say(
          id: "--region: “\(Failures.safe(region))” bukan satu provinsi atau kabupaten",
          en: "--region: “\(Failures.safe(region))” is not one province or kabupaten"))
    }

    private static func csv(_ list: WorkList) -> String {
      var csv = CSVWriter()
      csv.row(
        ["id", "nama", "jenis", "kabupaten", "telepon", "dasar", "tanyakan"]
          + CallAnswerReader.columns)
      for line in list.lines {
        let facility = line.facility
        csv.row(
          [
            facility.id, facility.name, Words.kind(facility.kind), facility.regency, facility.phone,
            facility.basis.rawValue, line.questions.map(sentence).joined(separator: " "),
          ] + CallAnswerReader.columns.map { _ in "" })
      }
      return csv.text
    }

    private static func table(_ list: WorkList) -> String {
      var lines: [String] = []
      var regency = ""
      for line in list.lines {
        let facility = line.facility
        if facility.regency != regency {
          regency = facility.regency
          let count = list.byRegency[facility.regencyCode] ?? WorkList.Count()
          lines += ["", "\(regency): \(sums(count))"]
        }
        let phone =
          facility.phone.isEmpty ? say(id: "telepon tidak ada", en: "no phone") : facility.phone
        lines.append("  \(facility.id) \(Failures.safe(facility.name)), \(Failures.safe(phone))")
        for question in line.questions {
          lines += Terminal.output.wrapped(sentence(question), indent: 6)
        }
      }
      lines.append("")
      for (office, count) in list.byOffice.sorted(by: { $0.key < $1.key }) {
        let name =
          office.isEmpty ? say(id: "tanpa daftar kantor", en: "on no office's list") : office
        lines.append("\(Failures.safe(name)): \(sums(count))")
      }
      return lines.drop { $0.isEmpty }.joined(separator: "\n") + "\n"
    }

    private static func sums(_ count: WorkList.Count) -> String {
      say(
        id: "\(count.sites) fasilitas, \(count.confirmed) dipastikan lewat telepon, "
          + "\(count.aged) sudah lama, \(count.never) belum pernah",
        en: "\(count.sites) sites, \(count.confirmed) confirmed by telephone, "
          + "\(count.aged) long ago, \(count.never) never")
    }

    private static func sentence(_ question: WorkList.Question) -> String {
      switch question {
      case .membership:
        say(
          id: "Apakah masih melayani kecelakaan kerja sebagai PLKK BPJS Ketenagakerjaan?",
          en: "Do you still treat work accidents as a PLKK of BPJS Ketenagakerjaan?")
      case .agreementEnd:
        say(id: "Sampai kapan perjanjian (PKS) berlaku?", en: "Until when does the agreement run?")
      case .phone:
        say(id: "Nomor telepon mana yang benar?", en: "Which telephone number is right?")
      case .emergency24h:
        say(id: "Apakah IGD buka 24 jam?", en: "Is the emergency department open day and night?")
      case .openingHours: say(id: "Jam berapa buka?", en: "When are you open?")
      case .position:
        say(id: "Di mana alamat dan koordinatnya?", en: "Where is it, with coordinates?")
      }
    }
  }

  /// Takes back a work list with answers.
  struct Answers: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "answers",
        abstract: say(
          id: "Mencatat jawaban telepon dari daftar kerja (CSV, XLSX, JSON).",
          en: "Takes in what sites answered, from a work list (CSV, XLSX, JSON)."),
        discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
          + "  plkk facility answers telepon.csv --by BJM")
    }

    @Argument(help: ArgumentHelp(say(id: "Berkas daftar kerja.", en: "The work list's file.")))
    var file: String
    @OptionGroup var source: Source

    func run() async throws {
      let bytes = try ListsFile.read(file)
      let reader: CallAnswerReader
      do throws(ImportError) {
        reader = try CallAnswerReader(bytes)
      } catch {
        throw ImportWords.failure(error, file: file)
      }
      guard reader.faults.isEmpty else {
        throw CommandFailure(
          .data,
          reader.faults.map {
            "\(Failures.safe(file)):\($0.line) \(Failures.safe($0.column)) “\(Failures.safe($0.value))”"
          }.joined(separator: "\n")
            + say(
              id: "\ntidak ada yang dicatat; tulis tanggal_telepon, dan ya, tidak atau tidak tahu",
              en: "\nnothing was stored; write tanggal_telepon, and ya, tidak or tidak tahu"))
      }
      var actions: [(String, FieldCorrection.Action, CivilDate)] = []
      for answer in reader.answers {
        actions.append((answer.facilityID, .answer(answer.answer), answer.date))
        if !answer.phone.isEmpty {
          actions.append((answer.facilityID, .edit(.phone, answer.phone), answer.date))
        }
      }
      try await source.store(actions)
      Output.write(
        say(
          id:
            "\(reader.answers.count) jawaban dicatat, \(reader.unanswered.count) baris belum dijawab\n",
          en:
            "\(reader.answers.count) answers stored, \(reader.unanswered.count) lines unanswered\n")
      )
    }
  }
}
