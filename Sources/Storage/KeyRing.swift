internal import Crypto
internal import Foundation
internal import Referrals

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The keys of one database: sealing keys by id, the key of look-ups and the key of the chain.
///
/// They live in a file of their own beside the database, readable by its owner alone (0600), so that
/// a copy of the database says nothing. One key a line: purpose, id, 64 hexadecimal digits.
struct KeyRing: Sendable {
  private(set) var sealing: [Int: SymmetricKey]
  /// The key that new fields are sealed with: the one of the highest id.
  private(set) var current: Int
  let lookup: SymmetricKey
  let chain: SymmetricKey

  private static let heading = "plkk-keys 1"

  /// Fresh keys.
  init() {
    sealing = [1: SymmetricKey(size: .bits256)]
    current = 1
    lookup = SymmetricKey(size: .bits256)
    chain = SymmetricKey(size: .bits256)
  }

  /// Reads a key file; refuses one that others may read.
  init(path: String) throws(StoreError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .keysMissing(path: path) }
    guard status.st_mode & 0o077 == 0 else { throw .keysExposed(path: path) }
    guard let data = FileManager.default.contents(atPath: path), data.count < 65_536,
      let text = String(data: data, encoding: .utf8)
    else { throw .keysUnusable }
    var lines = text.split(separator: "\n")
    guard lines.first.map(String.init) == Self.heading else { throw .keysUnusable }
    lines.removeFirst()
    var found: [String: [Int: SymmetricKey]] = [:]
    for line in lines {
      let words = line.split(separator: " ")
      guard words.count == 3, let id = Int(words[1]), let key = Self.key(hex: words[2]) else {
        throw .keysUnusable
      }
      found[String(words[0]), default: [:]][id] = key
    }
    guard let seal = found["seal"], let newest = seal.keys.max(), let lookup = found["lookup"]?[1],
      let chain = found["chain"]?[1]
    else { throw .keysUnusable }
    sealing = seal
    current = newest
    self.lookup = lookup
    self.chain = chain
  }

  /// Adds a fresh sealing key, which becomes the current one.
  mutating func addSealingKey() {
    current += 1
    sealing[current] = SymmetricKey(size: .bits256)
  }

  /// Forgets all sealing keys but the current one.
  mutating func dropOldSealingKeys() { sealing = sealing.filter { $0.key == current } }

  /// Writes the file whole or not at all: beside it, synced, then renamed over it.
  func write(path: String) throws(StoreError) {
    var lines = [Self.heading]
    for (id, key) in sealing.sorted(by: { $0.key < $1.key }) {
      lines.append("seal \(id) \(Self.hex(key))")
    }
    lines.append("lookup 1 \(Self.hex(lookup))")
    lines.append("chain 1 \(Self.hex(chain))")
    try Files.replace(path, with: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  private static func hex(_ key: SymmetricKey) -> String {
    let digits = Array("0123456789abcdef")
    return key.withUnsafeBytes { bytes in
      String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
  }

  private static func key(hex: Substring) -> SymmetricKey? {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return SymmetricKey(data: bytes)
  }
}

extension KeyRing {
  /// A field sealed with AES-GCM; bound to its referral and field, so that it fits nowhere else.
  func seal(
    _ text: String, code: ReferralCode, field: PersonalField
  ) throws(StoreError) -> (key: Int, box: Data) {
    guard let key = sealing[current],
      let box = try? AES.GCM.seal(
        Data(text.utf8), using: key, authenticating: Self.place(code, field)),
      let bytes = box.combined
    else { throw .keysUnusable }
    return (current, bytes)
  }

  /// The text of a sealed field.
  func open(
    _ box: Data, key id: Int, code: ReferralCode, field: PersonalField
  ) throws(StoreError) -> String {
    guard let key = sealing[id], let sealed = try? AES.GCM.SealedBox(combined: box),
      let bytes = try? AES.GCM.open(sealed, using: key, authenticating: Self.place(code, field)),
      let text = String(data: bytes, encoding: .utf8)
    else { throw .keysUnusable }
    return text
  }

  /// The keyed hash by which a number is found again without being readable.
  func lookupHash(_ text: String, field: PersonalField) -> Data {
    var plain = Array("\(field.rawValue):".utf8)
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      // The usual case, without asking Unicode about each character.
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): plain.append(byte - 32)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          plain.append(byte)
        default: break
        }
      }
    } else {
      plain += text.filter { $0.isLetter || $0.isNumber }.uppercased().utf8
    }
    return Data(HMAC<SHA256>.authenticationCode(for: plain, using: lookup))
  }

  /// The keyed hash of any bytes, for comparing requests without keeping what they say.
  func fingerprint(_ bytes: Data) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: bytes, using: lookup))
  }

  /// The link of the event chain after `previous`.
  ///
  /// Keyed, so that whoever changes the file without the key file cannot mend the chain. The hash of
  /// the body is chained, not the body: a purged body leaves the chain whole.
  func link(
    after previous: Data, code: ReferralCode, version: Int, at: Instant, actor: String,
    bodyHash: Data
  ) -> Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(96 + actor.utf8.count)
    bytes += previous
    for number in [code.bits, UInt64(version), UInt64(bitPattern: at.milliseconds)] {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    bytes += bodyHash
    bytes += actor.utf8
    return Data(HMAC<SHA256>.authenticationCode(for: bytes, using: chain))
  }

  private static func place(_ code: ReferralCode, _ field: PersonalField) -> Data {
    Data("\(code.text) \(field.rawValue)".utf8)
  }
}

/// Plain SHA-256.
func sha256(_ bytes: Data) -> Data { Data(SHA256.hash(data: bytes)) }
