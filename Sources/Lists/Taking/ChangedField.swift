/// What can differ between two lists, or between a list and what was known.
public enum ChangedField: String, CaseIterable, Hashable, Sendable {
  case name, kind, address, phone, position, officialCode, agreementNumber, start, end, status
  case note, services
  /// What membership rests on, the last call, and open doubts.
  case basis, call, doubts
}
