/// One file of the page, as a server or a static host serves it.
public struct PageAsset: Hashable, Sendable {
  /// Path under which the page asks for it, with its slash: `/`, `/page.js`.
  public let path: String
  /// Its media type, with the character set where it is text.
  public let mediaType: String
  /// The bytes.
  public let bytes: [UInt8]
  /// The same bytes compressed by gzip, where that was done when the project was built or by `packed()`.
  public let gzip: [UInt8]?
  /// SHA-256 of `bytes` in hexadecimal digits: a strong entity tag.
  public let hash: String

  init(_ path: String, _ mediaType: String, _ bytes: [UInt8], gzip: [UInt8]? = nil) {
    self.path = path
    self.mediaType = mediaType
    self.bytes = bytes
    self.gzip = gzip
    hash = Digest.hex(bytes)
  }

  private init(_ asset: PageAsset, gzip: [UInt8]) {
    (path, mediaType, bytes, hash) = (asset.path, asset.mediaType, asset.bytes, asset.hash)
    self.gzip = gzip
  }

  /// The asset with its bytes compressed, where that saves a tenth or more: a picture is so already.
  ///
  /// - Complexity: O(bytes), some 50 ms for a megabyte.
  public func packed() -> PageAsset {
    guard gzip == nil, bytes.count > 256, let packed = Gzip.compress(bytes),
      packed.count < bytes.count / 10 * 9
    else { return self }
    return PageAsset(self, gzip: packed)
  }
}
