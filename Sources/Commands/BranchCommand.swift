import Application
import ArgumentParser
import Formats

/// `plkk branch …`: the register of branches that referrals may be opened for.
struct BranchCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "branch",
      abstract: say(
        id: "Daftar cabang: nama yang salah ketik ditolak, agar tidak ada rujukan yang hilang.",
        en: "Register of branches: a misspelt name is refused, so that no referral is hidden."),
      subcommands: [BranchAdd.self, BranchList.self, BranchRemove.self])
  }
}

/// `plkk branch add`.
struct BranchAdd: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "add",
      abstract: say(
        id: "Daftarkan cabang; sejak yang pertama, nama lain ditolak.",
        en: "Register a branch; from the first one on, every other name is refused."),
      discussion: say(
        id: """
          Besar kecil huruf tidak dibedakan. Rujukan dan token yang sudah ada tetap berlaku.

          CONTOH:
            plkk branch add BJM "Kantor Cabang Palangka Raya"
          """,
        en: """
          Capitals and small letters are the same. Referrals and tokens that are there stay.

          EXAMPLES:
            plkk branch add BJM "Kantor Cabang Palangka Raya"
          """))
  }

  @Argument(
    help: ArgumentHelp(
      say(id: "Nama atau kode cabang.", en: "Names or codes of branches."), valueName: "name"))
  var names: [String]

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    let open = try await storeSession.opened(creating: true)
    var rows: [(name: String, isNew: Bool)] = []
    for name in names {
      let isNew = try await StoreSession.translated {
        try await open.referralService.add(branch: name, by: open.identity)
      }
      rows.append((ForeignText.line(name), isNew))
    }
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member(
          "branches",
          array: { list in
            for row in rows {
              list.object {
                $0.member("name", row.name)
                $0.member("added", row.isNew)
              }
            }
          })
      }
      return Output.write(json.text + "\n")
    }
    for row in rows {
      Output.write(
        row.isNew
          ? say(id: "\(row.name): terdaftar.\n", en: "\(row.name): registered.\n")
          : say(id: "\(row.name): sudah terdaftar.\n", en: "\(row.name): is registered already.\n"))
    }
  }
}

/// `plkk branch list`.
struct BranchList: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: say(id: "Cabang yang terdaftar.", en: "The branches that are registered."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk branch list
          plkk branch list --format json
        """)
  }

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    let open = try await storeSession.opened()
    let names = try await StoreSession.translated {
      try await open.referralService.branches(by: open.identity)
    }
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member("branches", array: { list in for name in names { list.value(name) } })
      }
      return Output.write(json.text + "\n")
    }
    for name in names { Output.write(ForeignText.shown(name) + "\n") }
    if names.isEmpty {
      Output.write(
        say(
          id: "Tidak ada cabang terdaftar: nama apa pun diterima.\n",
          en: "No branch is registered: any name is taken.\n"))
    }
  }
}

/// `plkk branch remove`.
struct BranchRemove: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove",
      abstract: say(
        id: "Hapus cabang dari daftar; rujukannya tetap ada.",
        en: "Take a branch out of the register; its referrals stay."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n") + "  plkk branch remove BJM")
  }

  @Argument(
    help: ArgumentHelp(
      say(id: "Nama atau kode cabang.", en: "Name or code of the branch."), valueName: "name"))
  var name: String

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    let open = try await storeSession.opened()
    let isGone = try await StoreSession.translated {
      try await open.referralService.remove(branch: name, by: open.identity)
    }
    guard isGone else {
      throw CommandFailure(
        .noInput,
        say(
          id: "cabang “\(Failures.safe(name))” tidak terdaftar; lihat plkk branch list",
          en: "the branch “\(Failures.safe(name))” is not registered; see plkk branch list"))
    }
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member("name", name)
        $0.member("removed", true)
      }
      return Output.write(json.text + "\n")
    }
    Output.write(
      say(
        id: "\(Failures.safe(name)): dihapus dari daftar.\n",
        en: "\(Failures.safe(name)): taken out of the register.\n"))
  }
}
