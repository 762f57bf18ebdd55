public import Facilities

/// Who pays for care at a facility, as far as the directory can know.
///
/// Whether the participant is active and the case is guaranteed is not known here; the doors say so.
/// Law and practice: a PLKK bills BPJS Ketenagakerjaan and asks for no deposit; elsewhere the patient
/// pays first and claims it back.
public enum Payer: String, Hashable, Sendable {
  /// A PLKK as far as a list or report says: billed to BPJS Ketenagakerjaan.
  case billed
  /// Membership is presumed only: ask by phone whether to pay first.
  case confirm
  /// Not a PLKK: pay first, keep the receipts, claim back.
  case payFirst = "pay_first"

  /// The rule for a facility's basis.
  public init(_ basis: PLKKBasis) {
    switch basis {
    case .official, .reported: self = .billed
    case .presumed: self = .confirm
    case .none: self = .payFirst
    }
  }
}
