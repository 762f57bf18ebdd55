internal import Application
internal import Facilities
internal import Formats
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Serving
internal import Synchronization
internal import WebPage

/// The page for phones, made once for each list that is served.
final class PageKeeper: Sendable {
  private struct Kept: Sendable {
    let etag: String
    let assets: [String: PageAsset]
  }

  private let kept = Mutex<Kept?>(nil)
  /// The page for facilities and officers; none where no referrals are served.
  private let office: [String: PageAsset]

  /// - Parameter servesReferrals: Whether there is anything for facilities and officers.
  init(servesReferrals: Bool = false) {
    let assets = servesReferrals ? OfficePage.assets : []
    office = Dictionary(assets.map { ($0.path, $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// The file of the page at a path; `nil` where the page has none.
  ///
  /// - Complexity: O(facilities) for the first file of a list.
  func asset(at path: String, _ snapshot: Snapshot) -> PageAsset? {
    guard path == "/" || path.contains(".") else { return nil }
    if let asset = office[path] { return asset }
    return kept.withLock { kept in
      if let kept, kept.etag == snapshot.etag { return kept.assets[path] }
      let locator = snapshot.locator
      let site = PageSite(
        directory: locator.directory, gazetteer: locator.gazetteer, day: Self.day(of: snapshot))
      let made = Kept(
        etag: snapshot.etag,
        assets: Dictionary(
          site.assets.map { ($0.path, $0.packed()) }, uniquingKeysWith: { a, _ in a }))
      kept = made
      return made.assets[path]
    }
  }

  /// The day that the list holds for; where it names none, the newest day that any of its sources has.
  private static func day(of snapshot: Snapshot) -> CivilDate {
    snapshot.locator.day ?? CivilDate(iso: snapshot.edition.day)
      ?? snapshot.locator.directory.facilities.compactMap(\.knownOn).max() ?? .unixStart
  }
}

extension Responder {
  /// The answer with a file of the page; `nil` where the path is another's.
  ///
  /// - Throws: That it cannot be written to, or that something was asked of it.
  func page(_ request: Request, _ path: Substring) throws(Problem) -> Reply? {
    guard let asset = pages.asset(at: String(path), snapshots.current) else { return nil }
    var reply = Reply()
    if request.method == .options {
      reply.status = .noContent
      reply.fields[.allow] = RouteTable.methods([.get]).joined(separator: ", ")
      return reply
    }
    guard request.method == .get || request.method == .head else {
      throw .methodNotAllowed(RouteTable.methods([.get]))
    }
    reply.fields[.contentType] = asset.mediaType
    for (name, value) in PageSite.headers {
      if let name = HTTPField.Name(name) { reply.fields[name] = value }
    }
    if asset.gzip != nil { reply.fields[.vary] = "Accept-Encoding" }
    if let packed = asset.gzip, Self.takesGzip(request.headers[.acceptEncoding]) {
      reply.fields[.contentEncoding] = "gzip"
      reply.etag = "\"\(asset.hash)-gzip\""
      reply.body = .whole(ByteBuffer(bytes: packed))
    } else {
      reply.etag = "\"\(asset.hash)\""
      reply.body = .whole(ByteBuffer(bytes: asset.bytes))
    }
    return reply
  }

  /// Whether gzip is named, and not with the weight of 0.
  private static func takesGzip(_ accepted: String?) -> Bool {
    (accepted ?? "").split(separator: ",").contains { piece in
      let parts = piece.lowercased().filter { $0 != " " }.split(separator: ";")
      guard parts.first == "gzip" else { return false }
      return !parts.dropFirst().contains { $0.hasPrefix("q=0") && Double($0.dropFirst(2)) == 0 }
    }
  }
}
