package import Application
internal import Crypto
package import Foundation
package import Referrals

extension KeyRing {
  /// Where a sealed field belongs: it opens nowhere else.
  package struct Place {
    package let code: ReferralCode
    package let field: PersonalField
    /// The version of the referral that the event made it was recorded with; nil for what version
    /// 0.1.0 sealed.
    package var version: Int64?
    /// The keyed hash that it is found by.
    package let lookup: Data?

    /// Names a place.
    package init(code: ReferralCode, field: PersonalField, version: Int64?, lookup: Data?) {
      self.code = code
      self.field = field
      self.version = version
      self.lookup = lookup
    }

    fileprivate var bytes: Data {
      var bytes = Data("\(code.text) \(field.rawValue)".utf8)
      guard let version else { return bytes }
      bytes.append(Data(" \(version) ".utf8))
      if let lookup { bytes.append(lookup) }
      return bytes
    }
  }

  /// A field sealed with AES-GCM under the current key.
  package func seal(_ text: String, at place: Place) throws(StoreError) -> Data {
    guard let key = sealing[current],
      let box = try? AES.GCM.seal(Data(text.utf8), using: key, authenticating: place.bytes),
      let bytes = box.combined
    else { throw .keysUnusable }
    return bytes
  }

  /// The text of a sealed field.
  package func open(_ box: Data, key id: Int64, at place: Place) throws(StoreError) -> String {
    guard let id = Int(exactly: id), let key = sealing[id],
      let sealed = try? AES.GCM.SealedBox(combined: box),
      let bytes = try? AES.GCM.open(sealed, using: key, authenticating: place.bytes),
      let text = String(data: bytes, encoding: .utf8)
    else { throw .keysUnusable }
    return text
  }

  /// The keyed hash by which a number is found again without being readable, under the current key.
  package func lookupHash(_ text: String, field: PersonalField) -> Data {
    lookups.max { $0.key < $1.key }.map { Self.hash(text, field, $0.value) } ?? Data()
  }

  /// The hash under every key that a field may still be found by.
  package func lookupHashes(_ text: String, field: PersonalField) -> [Data] {
    lookups.sorted { $0.key < $1.key }.map { Self.hash(text, field, $0.value) }
  }

  private static func hash(_ text: String, _ field: PersonalField, _ key: SymmetricKey) -> Data {
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
    return Data(HMAC<SHA256>.authenticationCode(for: plain, using: key))
  }

  /// The keyed hash of any bytes, for comparing requests without keeping what they say.
  package func fingerprint(_ bytes: Data) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: bytes, using: requests))
  }

  /// The link of the event chain after `previous`, at a place in the log.
  ///
  /// Keyed, so that the chain cannot be mended without the key file. The hash of
  /// the body is chained, not the body: a purged body leaves the chain whole. `fields` are the names
  /// of the personal fields that the event set.
  package func link(
    after previous: Data, sequence: Int64, code: ReferralCode, version: Int64, at: Instant,
    actor: String, bodyHash: Data, fields: String?
  ) -> Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128 + actor.utf8.count)
    bytes += previous
    Self.append(code.bits, to: &bytes)
    Self.append(UInt64(bitPattern: version), to: &bytes)
    Self.append(UInt64(bitPattern: at.milliseconds), to: &bytes)
    bytes += bodyHash
    bytes += actor.utf8
    if let fields {
      bytes.append(0)
      bytes += fields.utf8
    }
    let key = chains.last { $0.firstEvent <= sequence } ?? chains[0]
    return Data(HMAC<SHA256>.authenticationCode(for: bytes, using: key.key))
  }

  /// The link of the access log after `previous`, at a place in it.
  package func link(after previous: Data, access sequence: Int64, _ entry: StoredAccess) -> Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(160)
    bytes += previous
    Self.append(UInt64(bitPattern: sequence), to: &bytes)
    Self.append(UInt64(bitPattern: entry.at), to: &bytes)
    for text in [entry.actor, entry.role, entry.action, entry.outcome, entry.source] {
      bytes += (text ?? "\u{1}").utf8
      bytes.append(0)
    }
    Self.append(entry.code.map { UInt64(bitPattern: $0) } ?? .max, to: &bytes)
    if let seen = entry.seen { bytes += seen }
    let key = chains.last { $0.firstAccess <= sequence } ?? chains[0]
    return Data(HMAC<SHA256>.authenticationCode(for: bytes, using: key.accesses))
  }

  /// The mark on a row of tokens.
  package func tokenMark(_ bytes: Data) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: bytes, using: chains[chains.count - 1].tokens))
  }

  /// The mark on something outside the file: an access set aside.
  package func mark(_ bytes: Data) -> Data { chains[chains.count - 1].mark(bytes) }

  /// Whether any key of the chain made this mark.
  package func hasMarked(_ bytes: Data, _ mark: Data) -> Bool {
    chains.contains { $0.mark(bytes) == mark }
  }

  /// Computes the mark on a file piece by piece.
  ///
  /// Only the newest key marks: a stolen older one must not sign a backup.
  package func marker() -> Marker { Marker(chains[chains.count - 1].marks) }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}

extension KeyRing.ChainKey {
  /// The mark of this key on something outside the file.
  package func mark(_ bytes: Data) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: bytes, using: marks))
  }
}

/// A keyed hash of a file that is read piece by piece.
package struct Marker {
  private var code: HMAC<SHA256>

  fileprivate init(_ key: SymmetricKey) { code = HMAC<SHA256>(key: key) }

  package mutating func update(_ bytes: Data) { code.update(data: bytes) }

  package func value() -> Data { Data(code.finalize()) }
}
