internal import Application

extension ReferralAct {
  /// What it does, in English, for the document of the interface.
  var summary: String {
    switch self {
    case .open: "Opens a referral; never decides whether it is KK or PAK."
    case .send: "Sends to a destination; a new attempt where no draft is there."
    case .receive: "Seen or phoned; not answered."
    case .accept: "The facility takes the patient; not yet arrived."
    case .reject: "The facility refuses; the next candidates are named."
    case .prioritize: "Changes the priority."
    case .depart: "The patient leaves."
    case .hold: "Accepted, waiting."
    case .arrive: "The patient arrived."
    case .cancel: "Calls an attempt off, or all."
    case .fail: "Accepted, but came to nothing."
    case .answerLate: "An answer that came after the departure."
    case .onward: "Refers onward from where the patient is."
    case .returnBack: "Refers back; a new code."
    case .void: "Written by mistake: an attempt, or all."
    case .correct: "Puts the facts of the case right."
    case .report: "Records a report as sent."
    case .notify: "Records a notice of suspicion; it does not stand for the employer's report."
    case .outcome: "Records the doctor's letter; tahap II counts from it."
    case .guarantee: "Records what the guarantor says."
    case .conclude: "Records what BPJS Ketenagakerjaan or the inspector concluded."
    case .transport: "Adds a journey, and shows the refund."
    case .withdraw: "Consent is withdrawn: processing freezes, purge is due."
    case .close: "Closes the case; refused while something is open."
    case .next, .list, .show, .find, .clock, .letter, .draft, .count, .figures, .calls: rawValue
    }
  }
}
