internal import CZlib

/// Compression as every browser takes it.
enum Gzip {
  /// Adds the head and end of gzip to what is compressed, in the widest window.
  private static let window: Int32 = 15 + 16

  /// The bytes compressed as far as zlib can, the same at each call; nil where memory is lacking or
  /// there are 4 GiB and more.
  static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    guard let length = UInt32(exactly: bytes.count) else { return nil }
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, Z_BEST_COMPRESSION, Z_DEFLATED, window, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY,
        ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(length)))
    guard let most = UInt32(exactly: room) else { return nil }
    // zlib reads its input only, though its type says otherwise.
    var input = bytes
    return input.withUnsafeMutableBufferPointer { input -> [UInt8]? in
      var isWhole = false
      let output = [UInt8](unsafeUninitializedCapacity: room) { output, count in
        stream.next_in = input.baseAddress
        stream.avail_in = length
        stream.next_out = output.baseAddress
        stream.avail_out = most
        isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
        count = Int(stream.total_out)
      }
      return isWhole ? output : nil
    }
  }
}
