import Application
import Formats
import LineProtocol
import Schema
import Server

/// The referrals of a server, asked over the line protocol in the words that a file is asked in.
///
/// Requests go as typed requests written as verbs; answers come as records, and are laid out here as
/// those of a file are.
struct ReferServer: ReferOffice {
  private let connection: LineConnection

  /// Connects, and gives the token.
  ///
  /// - Throws: `CommandFailure` where the server cannot be reached, is not safe to give a token to, does
  ///   not take it, or is too old.
  static func open(_ server: NamedServer, tokenFile: String?) async throws -> ReferServer {
    guard let secret = try AccessOptions.secretOfCaller(tokenFile) else {
      throw CommandFailure(
        .usage,
        say(
          id: "--connect perlu --token-file BERKAS, atau setelan connect.token-file",
          en: "--connect needs --token-file FILE, or the setting connect.token-file"))
    }
    let connection = try LineConnection(server.address, tls: server.tls)
    // A token that was read on the way would be anybody's.
    guard server.tls != nil || connection.isOnThisMachine else {
      throw CommandFailure(
        .usage,
        say(
          id: "token tidak dikirim tanpa TLS ke mesin lain; tambahkan --tls",
          en: "a token is not sent to another machine without TLS; add --tls"))
    }
    let office = ReferServer(connection: connection)
    for words in [["LANG", Language.current.rawValue], ["FORMAT", "record"], ["AUTH", secret]] {
      let reply = try connection.ask(.array(words))
      guard reply == ["+OK"] else {
        if words[0] == "FORMAT" {
          throw CommandFailure(
            .unavailable,
            say(
              id: "server itu versi lama dan belum melayani plkk refer --connect",
              en: "that server is an old one and does not serve plkk refer --connect"))
        }
        throw Self.failure(reply.first ?? "")
      }
    }
    return office
  }

  func answer(_ request: ReferralRequest) async throws -> SaidAnswer {
    let reply = try connection.ask(.array(request.words))
    guard let first = reply.first, first.hasPrefix("*") else {
      throw Self.failure(reply.first ?? "")
    }
    do throws(SaidAnswer.Fault) {
      return try SaidAnswer(lines: Array(reply.dropFirst()))
    } catch {
      throw CommandFailure(
        .unavailable,
        say(
          id: "jawaban server tidak terbaca; samakan versi program ini dan server",
          en: "the server's answer is unreadable; use this program and the server in one version"))
    }
  }

  /// What an error reply means: `-CODE {…}` with the words of the command line, or `-CODE text` of what
  /// stands before the use cases.
  private static func failure(_ line: String) -> CommandFailure {
    guard line.hasPrefix("-") else { return ConnectionWords.broken() }
    let parts = line.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
    let category =
      parts.first.flatMap(ErrorCode.init(rawValue:)).map(ReferringError.Category.init) ?? .fault
    let text = parts.count > 1 ? parts[1] : ""
    guard let refusal = SaidRefusal(json: text) else {
      return CommandFailure(CommandFailure.Code(category), ForeignText.shown(text))
    }
    let lines = refusal.text.split(separator: "\n", omittingEmptySubsequences: false)
    return CommandFailure(
      refusal.isAboutPlace ? .usage : CommandFailure.Code(category),
      Arguments.restoringMinus(lines.map { ForeignText.shown($0) }.joined(separator: "\n")))
  }
}

extension ReferringError.Category {
  /// The kind of error that a code of the line protocol stands for.
  init(_ code: ErrorCode) {
    self =
      switch code {
      case .syntax, .aborted, .noProtocol: .usage
      case .badPosition: .position
      case .notFound: .notFound
      case .noAuthentication: .notAuthenticated
      case .noPermission: .notPermitted
      case .conflict: .conflict
      case .limit: .limit
      case .busy: .busy
      case .internalFault: .fault
      }
  }
}
