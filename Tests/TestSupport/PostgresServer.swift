internal import Foundation
internal import Glibc
internal import Synchronization

/// A PostgreSQL of the test's own: made in a folder for temporary files, run by an account without
/// rights, reached by a socket in that folder alone, and gone when the test program ends, however it ends.
public final class PostgresServer: Sendable {
  /// Why there is none.
  public struct Missing: Error, CustomStringConvertible {
    /// What is missing.
    public let description: String
  }

  /// The one server of this test program; tests take a database each.
  public static let shared: Result<PostgresServer, Missing> = Result {
    () throws(Missing) in try PostgresServer()
  }

  /// The server, or nil after the reason was printed as `skipped:`.
  public static func orSkip() -> PostgresServer? {
    switch shared {
    case .success(let server): return server
    case .failure(let reason):
      print("skipped: \(reason)")
      return nil
    }
  }

  /// Where the programs of the server lie.
  public static let programs = "/usr/lib/postgresql/15/bin"
  /// Where its data, its socket and its log lie.
  public let folder: String
  private let keeper: Pipe
  private let process: Process
  private let count = Atomic<Int>(0)

  private init() throws(Missing) {
    let programs = Self.programs
    guard access("\(programs)/initdb", X_OK) == 0 else {
      throw Missing(description: "postgresql-15 is not installed (Scripts/ensure-packages cluster)")
    }
    let temporary = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    folder = "\(temporary)/plkk-pg-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    mkdir(folder, 0o755)
    var words = ["/bin/sh", "-c", Self.script, "sh", folder, programs]
    if geteuid() == 0 {
      guard let account = getpwnam("postgres") else {
        throw Missing(description: "there is no account postgres, and a server is not run as root")
      }
      chown(folder, account.pointee.pw_uid, account.pointee.pw_gid)
      words = ["/usr/sbin/runuser", "-u", "postgres", "--"] + words
    }
    keeper = Pipe()
    process = Process()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.standardInput = keeper
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      throw Missing(description: "PostgreSQL cannot be started")
    }
    for _ in 0..<600 {
      if Self.run(["\(programs)/pg_isready", "-q", "-h", folder]) == 0 { return }
      guard process.isRunning else { break }
      usleep(50_000)
    }
    throw Missing(description: "PostgreSQL does not start")
  }

  /// Makes the server, and ends it when its standard input ends.
  private static let script = """
    cd "$1" || exit 1
    "$2/initdb" -D data -U plkk -A trust -E UTF8 --locale=C.UTF-8 --no-sync > log 2>&1 || exit 1
    "$2/postgres" -D data -k "$1" -c listen_addresses= -c shared_buffers=32MB \\
      -c max_connections=60 > log 2>&1 < /dev/null &
    server=$!
    cat > /dev/null
    kill -INT $server
    wait $server
    rm -rf "$1"
    """

  /// Makes an empty database; its address.
  public func database() throws(Missing) -> String {
    let name = "t\(count.add(1, ordering: .relaxed).newValue)"
    let status = Self.run([
      "\(Self.programs)/createdb", "-h", folder, "-U", "plkk", "-T", "template0", name,
    ])
    guard status == 0 else { throw Missing(description: "createdb \(name)") }
    return "postgresql:///\(name)?host=\(folder)&user=plkk"
  }

  /// Runs a statement in a database by psql; its output, or nil when it failed.
  @discardableResult
  public func psql(_ address: String, _ sql: String) -> String? {
    let output = Pipe()
    let status = Self.run(
      [
        "\(Self.programs)/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql,
        address,
      ],
      output)
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return status == 0 ? text.trimmingCharacters(in: .whitespacesAndNewlines) : nil
  }

  private static func run(_ words: [String], _ output: Pipe? = nil) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return -1 }
    process.waitUntilExit()
    try? output?.fileHandleForWriting.close()
    return process.terminationStatus
  }
}
