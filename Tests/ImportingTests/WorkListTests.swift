import Exporting
import Facilities
import Formats
import Lists
import TestSupport
import Testing

@testable import Importing

/// Work lists go out in every form and come back with what was answered.
@Suite("Work lists") struct WorkListTests {
  private func list(_ random: inout SplitMix64) throws -> WorkList {
    let gazetteer = try Support.gazetteer()
    let facilities = try (1...Int.random(in: 1...30, using: &random)).map { number in
      let regency = try #require(gazetteer.regencies.randomElement(using: &random))
      return Facility(
        id: "PLKK-\(regency.region.provinceCode)-L0\(100 + number)",
        name: ["Klinik, CONTOH", "RS \"CONTOH\"", "=CONTOH", "Klinik <CONTOH>"].randomElement(
          using: &random) ?? "",
        kind: FacilityKind.allCases.randomElement(using: &random) ?? .clinic,
        provinceCode: regency.region.provinceCode, regencyCode: regency.region.code,
        regency: regency.region.name, phone: Bool.random(using: &random) ? "(0511) 123456" : "",
        position: nil, positionPrecision: .unknown, basis: .presumed)
    }
    return WorkList(ListHistory(base: Directory(facilities)).snapshot(at: Support.listDate))
  }

  @Test(
    "Every site to call stands in the CSV, the workbook and the sheet, and none is answered yet")
  func everyForm() throws {
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for round in 0..<5 {
        let list = try list(&random)
        let export = CallListExport(list, language: .indonesian, answers: CallAnswerReader.columns)
        for (form, bytes) in [
          ("csv", Array(export.csv(.standard).utf8)), ("excel", Array(export.csv(.excel).utf8)),
          ("xlsx", export.workbook()),
        ] {
          let reader = try CallAnswerReader(bytes)
          let what = "\(form), seed \(seed), round \(round)"
          #expect(reader.unanswered.count == list.lines.count, "\(what)")
          #expect(reader.answers.isEmpty && reader.faults.isEmpty, "\(what): \(reader.faults)")
        }
        let sheet = export.sheet(title: "Daftar <CONTOH>")
        #expect(sheet.split(separator: "<tr><td>").count == list.lines.count + 1)
        for line in list.lines { #expect(sheet.contains("[\(line.facility.id)]")) }
        #expect(!sheet.contains("<CONTOH>"))
      }
    }
  }

  @Test("Answers come back from a workbook as from a CSV, line by line")
  func answers() throws {
    var random = SplitMix64(seed: 7336)
    let list = try list(&random)
    let csv = CallListExport(list, language: .english, answers: CallAnswerReader.columns)
      .csv(.standard)
    let head = csv.prefix { $0 != "\n" && $0 != "\r\n" }.split(separator: ",").map(String.init)
    let rows = list.lines.enumerated().map { number, line -> [String] in
      head.map { column in
        switch column {
        case "id": line.facility.id
        case "tanggal_telepon": number % 2 == 0 ? "01/01/2026" : ""
        case "plkk": number % 2 == 0 ? ["ya", "tidak", "tidak tahu"][number / 2 % 3] : ""
        case "jam_layanan": number % 4 == 0 ? "08.00-16.00" : ""
        default: ""
        }
      }
    }
    let book = try CallAnswerReader(Workbook(sheets: [.init(name: "X", rows: [head] + rows)]).bytes)
    let text = try CallAnswerReader(
      Array(([head] + rows).map { $0.joined(separator: ";") }.joined(separator: "\n").utf8))
    #expect(book.answers == text.answers && book.faults.isEmpty && text.faults.isEmpty)
    #expect(book.answers.count == (list.lines.count + 1) / 2)
    #expect(book.unanswered.count == list.lines.count / 2)
    let memberships: [SiteAnswer.Membership] = [.yes, .no, .unknown]
    for (place, answer) in book.answers.enumerated() {
      #expect(answer.answer.membership == memberships[place % 3])
      #expect(answer.facilityID == list.lines[place * 2].facility.id)
    }
  }
}
