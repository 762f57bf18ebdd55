import Application
import ArgumentParser
import Facilities
import Formats
import Geo
import Wording

/// Whether links for a phone are wanted beside the answer.
struct LinksOption: ParsableArguments {
  @Flag(
    name: [.customLong("links"), .customLong("tautan")],
    help: ArgumentHelp(
      say(
        id: "Juga tautan: geo: (peta), tel: (telepon) dan pesan WhatsApp; posisi Anda tidak ada di "
          + "dalamnya.",
        en:
          "Links too: geo: (map), tel: (call) and a WhatsApp message; your position is in none of "
          + "them.")))
  var links = false

  /// Whether they are asked for; other formats than a table have the values in fields of their own.
  func areAsked(_ format: OutputFormat) throws -> Bool {
    guard links, format != .table else { return links }
    throw CommandFailure(
      .usage,
      say(
        id: "--links hanya untuk tabel; bentuk lain memuat latitude, longitude dan phone_e164",
        en: "--links is for tables; other formats hold latitude, longitude and phone_e164"))
  }
}

/// Links that a phone understands; none holds a position that was asked about.
enum SiteLinks {
  /// Where a site is, and its number; not wrapped, as a link does not survive that.
  static func lines(_ facility: Facility) -> [String] {
    [place(facility), facility.phoneE164.isEmpty ? nil : "tel:\(facility.phoneE164)"]
      .compactMap(\.self)
  }

  private static func place(_ facility: Facility) -> String? {
    facility.position.map { "geo:\($0.latitude.fixed(6)),\($0.longitude.fixed(6))" }
  }

  /// A link that opens WhatsApp with a short text about the sites; nil where there are none.
  static func message(_ facilities: [Facility], _ occasion: Occasion) -> String? {
    guard !facilities.isEmpty else { return nil }
    let language = Language.current
    var lines = [say(id: "Gawat darurat: telepon 119.", en: "In an emergency call 119.")]
    for facility in facilities.prefix(3) {
      let said = [
        "\(facility.name), \(facility.regency)", language.phone(facility, occasion),
        language.basis(facility, occasion), place(facility) ?? "",
      ]
      lines.append("- " + said.filter { !$0.isEmpty }.joined(separator: "; "))
    }
    return "WhatsApp: https://wa.me/?text=" + encoded(lines.joined(separator: "\n"))
  }

  /// A text as a part of a query (RFC 3986): all but unreserved characters as `%XX`.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
