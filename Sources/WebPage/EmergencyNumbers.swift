internal import Application

/// The two numbers that stand on every page.
enum EmergencyNumbers {
  /// Whom to call before anything else.
  static let ambulance = EmergencyAnswer.call
  /// The call centre of BPJS Ketenagakerjaan.
  static let centre = BPJSKetenagakerjaan.callCentre
}
