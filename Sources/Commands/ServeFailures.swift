import Serving
import Server

/// Sentences for a server that cannot start.
enum ServeFailures {
  static func failure(_ fault: ListenFault) -> CommandFailure {
    let host = fault.host.contains(":") ? "[\(fault.host)]" : fault.host
    let address = Failures.safe("\(host):\(fault.port)")
    let reason =
      switch fault.reason {
      case .system(let number): SystemWords.reason(number)
      case .unknownHost: say(id: "nama host tidak dikenal", en: "unknown host name")
      case .other(let words): words
      }
    return CommandFailure(
      .unavailable,
      say(
        id: "tidak dapat mendengarkan di \(address): \(reason)",
        en: "cannot listen on \(address): \(reason)"))
  }

  static func failure(_ fault: HandedSockets.Fault) -> CommandFailure {
    let sentence =
      switch fault {
      case .count(let text):
        say(
          id: "LISTEN_FDS “\(Failures.safe(text))” bukan jumlah soket 0 sampai 64",
          en: "LISTEN_FDS “\(Failures.safe(text))” is no count of sockets from 0 to 64")
      case .unusable(let place):
        say(
          id:
            "soket ke-\(place) dari LISTEN_FDS bukan soket TCP yang mendengarkan; di unit .socket "
            + "pakai ListenStream= dengan alamat dan port",
          en: "socket \(place) of LISTEN_FDS is no listening TCP socket; in the .socket unit use "
            + "ListenStream= with an address and a port")
      }
    return CommandFailure(.configuration, sentence)
  }

  static func failure(_ fault: TLSFault) -> CommandFailure {
    switch fault {
    case .unreadable(let path, let number):
      let reason = SystemWords.reason(number)
      return CommandFailure(
        SystemWords.isMissing(number) ? .noInput : .inputOutput,
        say(
          id: "tidak dapat membaca \(Failures.path(path)): \(reason)",
          en: "cannot read \(Failures.path(path)): \(reason)"))
    case .noCertificate(let path):
      return CommandFailure(
        .data,
        say(
          id: "--tls-certificate \(Failures.path(path)): bukan sertifikat PEM",
          en: "--tls-certificate \(Failures.path(path)): no PEM certificate"))
    case .noKey(let path):
      return CommandFailure(
        .data,
        say(
          id: "--tls-key \(Failures.path(path)): bukan kunci pribadi PEM tanpa kata sandi",
          en: "--tls-key \(Failures.path(path)): no PEM private key without a password"))
    case .exposedKey(let path):
      return CommandFailure(
        .notPermitted,
        say(
          id:
            "--tls-key \(Failures.path(path)): terbaca oleh semua orang; jalankan: chmod o= BERKAS",
          en: "--tls-key \(Failures.path(path)): anybody can read it; run: chmod o= FILE"))
    case .mismatch(let certificate, let key):
      return CommandFailure(
        .data,
        say(
          id: "kunci \(Failures.path(key)) bukan pasangan sertifikat \(Failures.path(certificate))",
          en: "the key \(Failures.path(key)) does not belong to the certificate "
            + Failures.path(certificate)))
    }
  }
}
