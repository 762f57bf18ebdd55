/// What a special hospital is for, as far as its name says; whoever is injured may not be helped there.
public enum HospitalSpecialty: String, CaseIterable, Hashable, Sendable {
  /// Teeth and mouth.
  case dental
  /// Eyes.
  case eye
  /// Psychiatry.
  case psychiatric
  /// Mothers, births and children.
  case maternity

  /// Reads a name such as `RS Khusus Gigi dan Mulut …`; nil where it names none of these.
  ///
  /// - Complexity: O(length).
  public init?(name: String) {
    let words = Set(NameKey.words(name))
    func has(_ any: String...) -> Bool { any.contains { words.contains($0) } }
    if has("gigi", "rsgm") {
      self = .dental
    } else if has("mata", "rsm") {
      self = .eye
    } else if has("jiwa", "rsj", "rsjd") {
      self = .psychiatric
    } else if has("bersalin", "rsia", "rsb") || (has("ibu") && has("anak")) {
      self = .maternity
    } else {
      return nil
    }
  }
}

extension Facility {
  /// What a hospital is for by its name; nil for a general one, and for what is no hospital.
  public var specialty: HospitalSpecialty? {
    kind == .hospital ? HospitalSpecialty(name: name) : nil
  }
}
