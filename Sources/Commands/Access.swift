import ArgumentParser
import Facilities
import Glibc
import Application
import Storage

/// Who runs a command that not everybody may run.
///
/// Without a token it is the local administrator: an account that can read the database and its keys
/// could do anything to it by other means as well. With a token the token's role counts, and only that.
struct AccessOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        id: "Berkas berisi token, hanya terbaca oleh pemiliknya (bawaan: $PLKK_TOKEN_FILE; tanpa "
          + "itu: administrator setempat).",
        en: "File with a token, readable by its owner only (default: $PLKK_TOKEN_FILE; without it: "
          + "the local administrator)."), valueName: "file"))
  var tokenFile: String?

  /// Who that is.
  ///
  /// - Throws: `CommandFailure` with 77 when the token is not valid or the keys cannot be read, 66
  ///   when there is no such file.
  func identity(database: String?) async throws -> Identity {
    let place = try StorePlace(database)
    let hasDatabase = place.isThere
    guard let file = Self.file(tokenFile) else {
      if hasDatabase, try !place.isReadable {
        throw Self.refused(
          say(
            id: "tanpa token hanya yang dapat membaca \(place.shown) dan kuncinya",
            en: "without a token only who can read \(place.shown) and its keys"))
      }
      return .local(account: Self.account)
    }
    let secret = try Self.secret(file)
    guard hasDatabase else {
      throw CommandFailure(
        .noInput,
        say(
          id: "tidak ada basis data \(place.shown) untuk memeriksa token",
          en: "there is no database \(place.shown) to check the token against"))
    }
    do {
      let referralService = ReferralService(
        store: try place.open(.command), now: StoreSession.clock)
      return try await referralService.identity(secret: secret, source: "local")
    } catch ReferralServiceError.notAuthenticated {
      throw Self.refused(
        say(
          id: "token di \(Failures.safe(file)) tidak dikenal, kedaluwarsa, atau dicabut",
          en: "the token in \(Failures.safe(file)) is unknown, expired or revoked"))
    } catch let error as ReferralServiceError {
      throw ReferFile.failure(error)
    } catch let error as StoreError {
      throw ReferFile.failure(error)
    }
  }

  /// The account by which this program was started, for the access log.
  ///
  /// The number of one that has no name. Behind `sudo` it is the one that `sudo` names.
  static var account: String {
    let user = getuid()
    if user == 0, let behind = getenv("SUDO_USER").map({ String(cString: $0) }), !behind.isEmpty {
      return "root (\(Failures.safe(behind)))"
    }
    guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "\(user)" }
    return Failures.safe(String(cString: name))
  }

  /// The file that an option or else the environment or a configuration file names.
  private static func file(_ option: String?) -> String? {
    let file = option ?? (try? Configured.current())?.text(.tokenFile)
    return file.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The token in the file that an option or else the environment names; nil where neither does.
  static func secretOfCaller(_ option: String?) throws -> String? { try file(option).map(secret) }

  /// The token in a file that only its owner may read.
  static func secret(_ file: String) throws -> String {
    let text = try TextFile.read(file, maximumBytes: 4096)
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & 0o077 == 0 else {
      throw refused(FileRights.advice(file))
    }
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    guard lines.count == 1, let token = lines.first?.filter({ !$0.isWhitespace }),
      (16...256).contains(token.utf8.count)
    else {
      throw CommandFailure(
        .data,
        say(
          id: "\(Failures.safe(file)): harus satu baris dengan satu token",
          en: "\(Failures.safe(file)): must be one line with one token"))
    }
    return token
  }

  static func refused(_ reason: String) -> CommandFailure {
    CommandFailure(.notPermitted, say(id: "tidak diizinkan: ", en: "not permitted: ") + reason)
  }
}
