import Application
import Foundation

/// Personal data for a referral: from a file, standard input, or asked on the terminal; never from the
/// command line or the environment.
enum ReferIdentity {
  /// The most bytes that are read.
  private static let largest = 65_536

  /// Keys of a file, in the words of both languages, and the fields that they mean.
  private static let keys: [(field: PersonalField, words: [String], id: String, en: String)] = [
    (.name, ["name", "nama"], "Nama", "Name"),
    (.nik, ["nik"], "NIK", "NIK"),
    (.kpj, ["kpj", "no_peserta"], "No. peserta (KPJ)", "Participant number (KPJ)"),
    (.passport, ["passport", "paspor"], "Paspor", "Passport"),
    (.phone, ["phone", "telepon"], "Telepon", "Phone"),
    (.notifierName, ["notifier", "pelapor"], "Nama pelapor", "Who tells"),
    (
      .notifierPhone, ["notifier_phone", "telepon_pelapor"], "Telepon pelapor",
      "Phone of who tells"
    ),
    (.chronology, ["chronology", "kronologi"], "Kronologi", "What happened"),
    (.employer, ["employer", "pemberi_kerja"], "Pemberi kerja", "Employer"),
    (
      .employerNumber, ["employer_number", "npp", "no_proyek"], "NPP/nomor proyek",
      "Employer number"
    ),
    (
      .employerAddress, ["employer_address", "alamat_pemberi_kerja"], "Alamat pemberi kerja",
      "Employer's address"
    ),
    (
      .employerPhone, ["employer_phone", "telepon_pemberi_kerja"], "Telepon pemberi kerja",
      "Employer's phone and contact"
    ),
    (.birthDate, ["birth_date", "tanggal_lahir"], "Tanggal lahir", "Date of birth"),
    (.address, ["address", "alamat"], "Alamat pasien", "Patient's address"),
    (.job, ["job", "pekerjaan"], "Pekerjaan", "Job"),
    (.witnesses, ["witnesses", "saksi"], "Saksi atau nomor LP", "Witnesses or police report"),
    (
      .bodyPart, ["body_part", "bagian_tubuh"], "Bagian tubuh yang cedera",
      "Part of the body injured"
    ),
    (.cause, ["cause", "penyebab"], "Penyebab cedera", "Cause of the injury"),
    (.note, ["note", "catatan"], "Catatan", "Note"),
  ]

  /// What is recorded of a person.
  static let ofPerson = keys.map(\.field)

  /// The personal values that a use case takes.
  static func taken(by act: ReferralAct) -> [PersonalField] {
    switch act {
    case .open, .correct: ofPerson
    case .accept, .reject, .prioritize: [.note]
    case .find: PersonalField.allCases.filter(\.isFindable)
    default: []
    }
  }

  /// The keys that a use case takes, each with its other word.
  static func fields(of act: ReferralAct) -> [String] {
    let taken = taken(by: act)
    return keys.filter { taken.contains($0.field) }
      .map { Set($0.words).count > 1 ? "\($0.words[0]) (\($0.words[1]))" : $0.words[0] }
  }

  /// Reads what `--identity` names; only those values that the use case takes.
  static func read(
    _ source: String?, for act: ReferralAct
  ) throws -> [PersonalField: String] {
    guard let source else { return [:] }
    let fields = taken(by: act)
    let taken = keys.filter { fields.contains($0.field) }
    guard !taken.isEmpty else {
      throw CommandFailure(
        .usage,
        say(id: "perintah ini tidak memakai --identity", en: "this command takes no --identity"))
    }
    if source == "prompt" { return try ask(taken.map { ($0.field, say(id: $0.id, en: $0.en)) }) }
    let pairs = try pairs(of: try bytes(source))
    var values: [PersonalField: String] = [:]
    for (line, key, value) in pairs {
      guard let known = taken.first(where: { $0.words.contains(key) }) else {
        let allowed = taken.map { $0.words[0] }.joined(separator: ", ")
        // The key is repeated in no message: a slip may have put a name there.
        throw CommandFailure(
          .data,
          say(
            id: "--identity: isian ke-\(line) tidak dikenal; yang boleh: \(allowed)",
            en: "--identity: entry \(line) is unknown; allowed: \(allowed)"))
      }
      guard !value.isEmpty else { continue }
      guard values.updateValue(value, forKey: known.field) == nil else {
        throw CommandFailure(
          .data,
          say(
            id: "--identity: \(known.words[0]) ditulis dua kali",
            en: "--identity: \(known.words[0]) is given twice"))
      }
    }
    return values
  }

  private static func bytes(_ source: String) throws -> Data {
    let file = source == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: source)
    // At the end of the input the reader gives nothing rather than no bytes.
    guard let file, let data = try? file.read(upToCount: largest + 1) ?? Data() else {
      throw CommandFailure(
        .noInput,
        say(
          id: "--identity: berkas “\(Failures.safe(source))” tidak dapat dibaca",
          en: "--identity: file “\(Failures.safe(source))” cannot be read"))
    }
    guard source == "-" || !FileRights.isOpenToAll(file.fileDescriptor) else {
      throw AccessOptions.refused("--identity: " + FileRights.advice(source))
    }
    guard !data.isEmpty else {
      throw CommandFailure(.data, say(id: "--identity: kosong", en: "--identity: empty"))
    }
    guard data.count <= largest else {
      throw CommandFailure(
        .data,
        say(
          id: "--identity: lebih dari \(largest) byte", en: "--identity: more than \(largest) bytes"
        ))
    }
    return data
  }

  /// Keys in lower case with their values: of a JSON object, or of lines `key: value`.
  private static func pairs(of data: Data) throws -> [(line: Int, key: String, value: String)] {
    let unreadable = CommandFailure(
      .data,
      say(
        id: "--identity: tulis baris “nik: …” atau satu objek JSON, dalam UTF-8",
        en: "--identity: write lines “nik: …” or one JSON object, in UTF-8"))
    guard let text = String(data: data, encoding: .utf8) else { throw unreadable }
    if text.first(where: { !$0.isWhitespace }) == "{" {
      guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: String] else {
        throw unreadable
      }
      return object.sorted { $0.key < $1.key }.enumerated().map {
        ($0 + 1, key($1.key), $1.value)
      }
    }
    var pairs: [(Int, String, String)] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.trimmingCharacters(in: .whitespacesAndNewlines)
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let colon = line.firstIndex(of: ":") else { throw unreadable }
      pairs.append(
        (
          number + 1, key(String(line[..<colon])),
          line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        ))
    }
    return pairs
  }

  private static func key(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespaces).lowercased()
      .replacing(" ", with: "_").replacing(".", with: "")
  }

  private static func ask(
    _ fields: [(field: PersonalField, label: String)]
  ) throws -> [PersonalField: String] {
    guard isatty(STDIN_FILENO) == 1 else {
      throw CommandFailure(
        .usage,
        say(
          id: "--identity prompt perlu terminal; pakai berkas atau -",
          en: "--identity prompt needs a terminal; use a file or -"))
    }
    Output.errorText(
      say(id: "Kosongkan yang tidak diketahui.", en: "Leave empty what is not known."))
    var values: [PersonalField: String] = [:]
    for (field, label) in fields {
      Output.progress("\(label): ")
      guard let line = readLine() else { break }
      let value = line.trimmingCharacters(in: .whitespaces)
      if !value.isEmpty { values[field] = value }
    }
    return values
  }
}
