/// Why a facility refuses; `other` needs words, which are kept sealed with the personal data.
public enum RejectionReason: String, CaseIterable, Hashable, Sendable, Codable {
  /// No bed.
  case full = "penuh-ruang"
  /// No bed in intensive care.
  case fullICU = "penuh-icu"
  /// The doctor needed is not there.
  case noDoctor = "tanpa-dokter"
  /// The equipment needed is not there.
  case noEquipment = "tanpa-alat"
  /// Beyond its competence.
  case competence = "kompetensi"
  /// Its cooperation agreement is not in force.
  case notPLKK = "bukan-plkk-aktif"
  /// Outside its hours.
  case closed = "luar-jam"
  /// Something else, in words.
  case other = "lain"
}

/// Why a requester or a facility calls an attempt off.
public enum CancellationReason: String, CaseIterable, Hashable, Sendable, Codable {
  /// Another destination was chosen.
  case otherDestination = "pindah-tujuan"
  /// The patient does not want it.
  case patientRefuses = "pasien-menolak"
  /// What was written is wrong.
  case wrongData = "salah-data"
  /// Care was given where the patient is.
  case handled = "tertangani"
  /// Turned back or diverted on the way.
  case diverted = "dialihkan"
}

/// Why an accepted attempt came to nothing.
public enum FailureReason: String, CaseIterable, Hashable, Sendable, Codable {
  /// The patient did not come within the window.
  case noShow = "tidak-datang"
  /// The patient died on the way.
  case diedOnTheWay = "meninggal-di-perjalanan"
  /// No transport could be had.
  case noTransport = "transport-gagal"
}

/// What an accepted patient waits for.
public enum HoldReason: String, CaseIterable, Hashable, Sendable, Codable {
  /// A bed.
  case bed = "menunggu-tempat-tidur"
  /// Transport.
  case transport = "menunggu-transportasi"
}

/// Why the priority was changed.
public enum PriorityReason: String, CaseIterable, Hashable, Sendable, Codable {
  /// The patient is worse.
  case worse = "memburuk"
  /// The patient is better.
  case better = "membaik"
  /// A criterion of an emergency is met.
  case emergency = "gawat-darurat"
  /// It was written wrong.
  case wrongData = "salah-data"
}

/// What kind of mistake made an entry void.
public enum ErrorReason: String, CaseIterable, Hashable, Sendable, Codable {
  /// The wrong person.
  case wrongPatient = "salah-pasien"
  /// The same thing was written twice.
  case duplicate = "ganda"
  /// A trial or practice entry.
  case trial = "uji-coba"
  /// Other wrong data.
  case wrongData = "salah-data"
}

/// How an answer or a report was given.
public enum Channel: String, CaseIterable, Hashable, Sendable, Codable {
  /// In this service.
  case service = "sistem"
  /// By phone.
  case phone = "telepon"
  /// By WhatsApp.
  case whatsApp = "whatsapp"
  /// By radio.
  case radio
  /// By e-mail.
  case email = "surel"
  /// On an online form of the addressee.
  case online = "daring"
  /// On paper, handed over.
  case paper = "langsung"
}

/// How urgent a referral is; the raw values are FHIR's `ServiceRequest.priority`.
public enum Priority: String, CaseIterable, Hashable, Sendable, Codable {
  /// At once: the patient may leave before an answer.
  case stat
  /// As soon as possible.
  case asap
  /// Urgent.
  case urgent
  /// In its turn.
  case routine

  /// The longest of all `answerWindow`s.
  public static let longestWindow = TimeSpan.hours(24)

  /// How long the destination has to answer before the next candidate is proposed.
  public var answerWindow: TimeSpan {
    switch self {
    case .stat, .asap: .minutes(15)
    case .urgent: .minutes(60)
    case .routine: Self.longestWindow
    }
  }
}

/// The state of an attempt as the field names it.
public enum BusinessStatus: String, CaseIterable, Hashable, Sendable, Codable {
  /// Being written.
  case drafted = "disusun"
  /// Waiting for an answer.
  case waiting = "menunggu-jawaban"
  /// Seen by the facility.
  case seen = "dibaca"
  /// The facility was phoned.
  case phoned = "dihubungi-telepon"
  /// Accepted.
  case accepted = "diterima"
  /// Refused.
  case rejected = "ditolak"
  /// Refused after the patient had left: the patient is on the way to a facility that said no.
  case refusedLate = "ditolak-terlambat"
  /// The answer is overdue; a flag, never a refusal.
  case unanswered = "tanpa-jawaban"
  /// Called off.
  case cancelled = "dibatalkan"
  /// Left before an answer.
  case leftUnconfirmed = "berangkat-tanpa-konfirmasi"
  /// Left.
  case left = "berangkat"
  /// Waiting for a bed or transport.
  case held = "ditunda"
  /// Arrived and handed over.
  case arrived = "tiba"
  /// Turned back or diverted.
  case diverted = "dialihkan"
  /// Did not come.
  case noShow = "tidak-datang"
  /// Died on the way.
  case diedOnTheWay = "meninggal-di-perjalanan"
  /// No transport.
  case noTransport = "transport-gagal"
  /// Referred onward.
  case onward = "dirujuk-lanjut"
  /// Referred back.
  case returned = "dirujuk-balik"
  /// Void.
  case inError = "salah-entri"
}
