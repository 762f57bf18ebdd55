import Foundation
import Glibc
import NIOCore
import Storage

/// The lists of a server, copied to this machine and asked here.
///
/// So every command answers in the same words as on the server itself, no position leaves this machine,
/// and without a line the last copy answers, with its date. A copy comes whole or not at all.
struct RemoteLists {
  /// How long to wait for a server before the copy answers.
  private static let patience = TimeAmount.seconds(5)
  private static let maximumBytes = 256 << 20

  private let server: NamedServer
  private let folder: String

  init(_ server: NamedServer) throws {
    self.server = server
    guard let cache = UserFolder.cache.path else {
      throw CommandFailure(
        .cannotCreate,
        say(
          id: "--connect: tidak ada tempat untuk salinan daftar; isi HOME atau XDG_CACHE_HOME",
          en: "--connect: there is no place for the copy of the lists; set HOME or XDG_CACHE_HOME"))
    }
    let name = "\(server.address.host)_\(server.address.port)".map { character in
      character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
        ? character : "-"
    }
    folder = cache + "/plkk/" + String(name)
  }

  private var path: String { folder + "/copy" }
  private var note: String { folder + "/note" }

  /// The copy as a database that commands open; `nil`: the embedded list answers, for the server has no other.
  func database() throws -> String? {
    let connection: LineConnection
    do {
      connection = try LineConnection(server.address, tls: server.tls, patience: Self.patience)
    } catch let failure as CommandFailure {
      return try fallBack(failure)
    }
    defer { connection.close() }
    let told: Told
    do {
      told = try Told(try connection.ask(.words(["LISTS"])))
    } catch let failure as CommandFailure {
      return try fallBack(failure)
    }
    if told.seeds != DirectoryProvider.seeds {
      Output.error(
        say(
          id:
            "! data tertanam server lain dari milik program ini; perbarui program agar jawabannya sama",
          en:
            "! the embedded data of the server differs from this program's; update it for equal answers"
        ))
    }
    guard told.bytes > 0 else {
      try? FileManager.default.removeItem(atPath: folder)
      return nil
    }
    if kept()?.hash != told.hash { try fetch(told, connection) }
    return path
  }

  // MARK: Fetching

  /// What a server says of its lists.
  private struct Told {
    var bytes = 0
    var hash = ""
    var parts = 0
    var seeds = ""

    init(_ lines: [String]) throws {
      for line in lines.dropFirst() {
        let line = line.drop { $0 == "+" }
        guard let colon = line.firstIndex(of: ":") else { continue }
        let value = String(line[line.index(after: colon)...])
        switch line[..<colon] {
        case "bytes": bytes = Int(value) ?? -1
        case "sha256": hash = value
        case "parts": parts = Int(value) ?? -1
        case "seeds": seeds = value
        default: break
        }
      }
      guard lines.first?.hasPrefix("*") == true, (0...RemoteLists.maximumBytes).contains(bytes),
        (0...bytes).contains(parts), !seeds.isEmpty
      else {
        throw CommandFailure(
          .unavailable,
          say(
            id:
              "server itu tidak memberi daftarnya (versi lama?): \(Failures.safe(lines.first ?? ""))",
            en:
              "that server does not give its lists (an old version?): \(Failures.safe(lines.first ?? ""))"
          ))
      }
    }
  }

  private func fetch(_ told: Told, _ connection: LineConnection) throws {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(told.bytes)
    for part in 0..<told.parts {
      let reply = try connection.ask(.words(["LISTS", "\(part)", told.hash]))
      guard let data = reply.first.flatMap({ Data(base64Encoded: String($0.drop { $0 == "+" })) }),
        bytes.count + data.count <= told.bytes
      else { throw ConnectionWords.broken() }
      bytes += data
    }
    guard bytes.count == told.bytes, ListFileHash.sha256(bytes) == told.hash else {
      throw ConnectionWords.broken()
    }
    let target = try ListDatabase.path(path)
    let part = target + ".part"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      for end in ["", "-wal", "-shm", "-journal"] { unlink(part + end) }
      try Data(bytes).write(to: URL(fileURLWithPath: part))
      // Whatever a server sends: what this program cannot read, or would run of itself, is no list.
      do {
        _ = try SQLiteListStore.check(part)
      } catch {
        throw CommandFailure(
          .unavailable,
          say(
            id: "daftar dari server itu rusak atau dari versi lain; samakan versi programnya",
            en:
              "the lists of that server are damaged or of another version; use the same version of "
              + "the program"))
      }
      // The log of the former copy would be taken for the new one's.
      for end in ["-wal", "-shm"] { unlink(target + end) }
      unlink(note)
      guard rename(part, target) == 0 else { throw CocoaError(.fileWriteUnknown) }
      try Data("\(told.hash) \(Int(Date().timeIntervalSince1970))\n".utf8).write(
        to: URL(fileURLWithPath: note))
    } catch let failure as CommandFailure {
      unlink(part)
      throw failure
    } catch {
      throw CommandFailure(
        .cannotCreate,
        say(
          id: "tidak dapat menyimpan salinan daftar di \(Failures.path(folder))",
          en: "cannot keep the copy of the lists in \(Failures.path(folder))"))
    }
  }

  // MARK: Without a line

  /// Which copy lies here and since when.
  private func kept() -> (hash: String, at: Date)? {
    guard let text = try? String(contentsOfFile: note, encoding: .utf8) else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let seconds = Double(words[1]),
      let lists = try? ListDatabase.path(path),
      access(lists, R_OK) == 0
    else { return nil }
    return (String(words[0]), Date(timeIntervalSince1970: seconds))
  }

  private func fallBack(_ failure: CommandFailure) throws -> String? {
    if let kept = kept() {
      let day = kept.at.formatted(.iso8601.year().month().day())
      Output.error(
        failure.message + "\n"
          + say(
            id: "! dijawab dari salinan daftarnya yang diambil \(day)",
            en: "! answered from the copy of its lists taken on \(day)"))
      return path
    }
    Output.error(
      failure.message + "\n"
        + say(
          id: "! belum ada salinan daftarnya; dijawab dari daftar tertanam saja",
          en: "! there is no copy of its lists yet; the embedded list alone answers"))
    return nil
  }
}
