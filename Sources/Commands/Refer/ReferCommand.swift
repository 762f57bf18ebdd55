import Application
import ArgumentParser
import Formats
import LineProtocol
import Referrals
import Server
import Wording

/// `plkk refer`: the use cases of referrals, one command each.
struct ReferCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "refer",
      abstract: say(
        id: "Membuka rujukan, menjawab, dan mencatat sampai selesai.",
        en: "Opens referrals, answers them, and records them to the end."),
      discussion: say(
        id: """
          Data pribadi tidak pernah ditulis di baris perintah: --identity BERKAS, - atau prompt.

          CONTOH:
            plkk refer new -3.3194,114.5908 --to AUTO --emergency tidak-ada --lawful-basis persetujuan --branch BJM
            plkk refer accept K7FD-3QWX-K --by telepon
            plkk refer reject K7FD-3QWX-K --reason penuh-icu
            plkk refer clock K7FD-3QWX-K
            plkk refer letter K7FD-3QWX-K --html > surat.html
            plkk refer accept --help
          """,
        en: """
          Personal data never stands on the command line: --identity FILE, - or prompt.

          EXAMPLES:
            plkk refer new -3.3194,114.5908 --to AUTO --emergency tidak-ada --lawful-basis persetujuan --branch BJM
            plkk refer accept K7FD-3QWX-K --by telepon
            plkk refer reject K7FD-3QWX-K --reason penuh-icu
            plkk refer clock K7FD-3QWX-K
            plkk refer letter K7FD-3QWX-K --html > letter.html
            plkk refer accept --help
          """),
      subcommands: [
        ReferNew.self, ReferSend.self, ReferNext.self, ReferSeen.self, ReferAccept.self,
        ReferReject.self, ReferPriority.self, ReferDepart.self, ReferHold.self, ReferArrive.self,
        ReferCancel.self, ReferFail.self, ReferLate.self, ReferOnward.self, ReferReturn.self,
        ReferVoid.self, ReferCorrect.self, ReferReport.self, ReferNotify.self,
        ReferOutcome.self, ReferGuarantee.self, ReferConclude.self, ReferTransport.self,
        ReferWithdraw.self, ReferClose.self, ReferList.self, ReferShow.self, ReferFind.self,
        ReferCalls.self, ReferClock.self, ReferLetter.self, ReferDraft.self, ReferCount.self,
        ReferFigures.self,
        ReferWatch.self,
      ])
  }
}

/// What commands of referrals say of themselves; the sentences are those of the table of verbs.
enum ReferText {
  private static func spec(_ act: ReferralAct) -> CommandSpec? {
    CommandTable.referring.first { $0.name == act.verb }
  }

  static func abstract(_ act: ReferralAct) -> String {
    (spec(act)?.summary).map { $0.said.capitalizedFirst + "." } ?? ""
  }

  /// An example of a command, and of its personal values the names that `--identity` takes.
  static func examples(_ act: ReferralAct) -> String {
    let example =
      say(id: "CONTOH:\n", en: "EXAMPLE:\n") + "  plkk refer " + act.commandName + words(act)
    let fields = ReferIdentity.fields(of: act)
    guard !fields.isEmpty else { return example }
    return example + "\n\n" + say(id: "ISIAN --identity: ", en: "FIELDS OF --identity: ")
      + fields.joined(separator: ", ")
  }

  /// What stands after a command in its example.
  static func words(_ act: ReferralAct) -> String {
    let code = " K7FD-3QWX-K"
    switch act {
    case .open:
      return " -3.3194,114.5908 --to AUTO --emergency tidak-ada --lawful-basis persetujuan"
        + " --branch BJM"
    case .send, .onward: return code + " --to AUTO"
    case .accept, .receive: return code + " --by telepon"
    case .reject: return code + " --reason penuh-icu"
    case .prioritize: return code + " --to stat --reason memburuk"
    case .hold: return code + " --reason menunggu-tempat-tidur"
    case .cancel: return code + " --reason pindah-tujuan"
    case .fail: return code + " --reason tidak-datang"
    case .answerLate: return code + " --answer diterima --by telepon"
    case .void: return code + " --reason salah-data"
    case .correct: return code + " --occurred \"22-11-2026 14.30 WITA\""
    case .report: return code + " --stage tahap-1 --to bpjs-tk --at \"23-11-2026 10.00 WITA\""
    case .notify: return code + " --from faskes --to bpjs-tk --at \"22-11-2026 16.00 WITA\""
    case .outcome: return code + " --at \"05-12-2026 09.00 WITA\""
    case .guarantee: return code + " --state dijamin --payer bpjs-tk"
    case .conclude: return code + " --as kk"
    case .transport: return code + " --mode sungai-danau --cost 350.000"
    case .list: return " --overdue"
    case .find: return " --identity prompt"
    case .letter, .draft: return code + " --html > surat.html"
    case .count, .figures, .calls: return ""
    case .next, .depart, .arrive, .returnBack, .withdraw, .close, .show, .clock: return code
    }
  }

  static func help(_ parameter: ReferralParameter, _ act: ReferralAct) -> ArgumentHelp {
    help(parameter.option, act)
  }

  static func help(_ option: String, _ act: ReferralAct) -> ArgumentHelp {
    let found = spec(act)?.options.first { $0.name == option }
    let name = found?.values.first?.name.lowercased()
    return ArgumentHelp((found?.summary.said.capitalizedFirst ?? "") + ".", valueName: name)
  }

  static var code: ArgumentHelp {
    ArgumentHelp(
      say(id: "Kode rujukan seperti K7FD-3QWX-K.", en: "Code of the referral such as K7FD-3QWX-K."),
      valueName: "code")
  }

  static var position: ArgumentHelp {
    ArgumentHelp(
      say(
        id: "Tempat kejadian: koordinat dalam notasi apa pun, atau nama tempat.",
        en: "Where it happened: a coordinate in any notation, or a place name."),
      valueName: "position")
  }

  static var requestID: ArgumentHelp { help("ID", .send) }
  static var limit: ArgumentHelp { help("LIMIT", .next) }
}
