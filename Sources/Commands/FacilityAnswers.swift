import Application
import ArgumentParser
import Facilities
import Formats
import Importing
import Lists

extension FacilityCommand {
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
      let bytes = try ListDatabase.read(file)
      let reader: CallAnswerReader
      do throws(ImportError) {
        reader = try CallAnswerReader(bytes)
      } catch {
        throw ImportFailure.failure(error, file: file)
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
      var actions: [Listing.Correction] = []
      for answer in reader.answers {
        actions.append(
          .init(id: answer.facilityID, action: .answer(answer.answer), day: answer.date))
        if !answer.phone.isEmpty {
          actions.append(
            .init(id: answer.facilityID, action: .edit(.phone, answer.phone), day: answer.date))
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
