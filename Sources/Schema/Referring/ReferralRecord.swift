public import Application
internal import Referrals

/// One row of an answer about referrals, as every door writes it: what it is, and its fields.
public enum ReferralRecord: Hashable, Sendable {
  /// What was done.
  case receipt(ReceiptRow)
  /// A referral.
  case referral(ReferralRow)
  /// One of its attempts.
  case attempt(AttemptRow)
  /// The facts of its case.
  case fact(FactRow)
  /// What others decided.
  case decisions(CaseRow)
  /// The person: values by the names of their fields, masked or in clear.
  case person([PersonalField: String], isMasked: Bool)
  /// Something that was recorded.
  case event(EventRow)
  /// Why sites were offered.
  case choice(ChoiceRow)
  /// A site that was offered.
  case candidate(CandidateRow)
  /// A site that was named.
  case destination(DestinationRow)
  /// A deadline.
  case clock(ClockRow)
  /// Journeys.
  case transport(TransportRow)
  /// Their refund.
  case refund(RefundRow)
  /// A number of referrals.
  case count(CountRow)
  /// A place of a form.
  case field(FormFieldRow)
  /// Somebody to be phoned.
  case call(CallRow)
  /// A figure of the service.
  case figure(FigureRow)
  /// How many were refused for a reason.
  case refused(RefusedRow)

  /// Stable identifier of the kind of record.
  public var row: String {
    switch self {
    case .receipt: "receipt"
    case .referral: "referral"
    case .attempt: "attempt"
    case .fact: "fact"
    case .decisions: "case"
    case .person: "person"
    case .event: "event"
    case .choice: "choice"
    case .candidate: "candidate"
    case .destination: "destination"
    case .clock: "clock"
    case .transport: "transport"
    case .refund: "refund"
    case .count: "count"
    case .field: "field"
    case .call: "call"
    case .figure: "figure"
    case .refused: "refused"
    }
  }

  /// Its fields, in order.
  public var fields: [RecordField] {
    switch self {
    case .receipt(let row): RecordEncoder.fields(row)
    case .referral(let row): RecordEncoder.fields(row)
    case .attempt(let row): RecordEncoder.fields(row)
    case .fact(let row): RecordEncoder.fields(row)
    case .decisions(let row): RecordEncoder.fields(row)
    case .person(let values, let isMasked):
      PersonalField.allCases.compactMap { field in
        values[field].map { RecordField(field.rawValue, .text($0)) }
      } + [RecordField("masked", .flag(isMasked))]
    case .event(let row): row.fields
    case .choice(let row): RecordEncoder.fields(row)
    case .candidate(let row): RecordEncoder.fields(row)
    case .destination(let row): RecordEncoder.fields(row)
    case .clock(let row): RecordEncoder.fields(row)
    case .transport(let row): RecordEncoder.fields(row)
    case .refund(let row): RecordEncoder.fields(row)
    case .count(let row): RecordEncoder.fields(row)
    case .field(let row): RecordEncoder.fields(row)
    case .call(let row): RecordEncoder.fields(row)
    case .figure(let row): RecordEncoder.fields(row)
    case .refused(let row): RecordEncoder.fields(row)
    }
  }

  /// Reads a row as it came over a wire; nil where the word for what it is is not known.
  ///
  /// - Throws: `DecodingError` where a field is missing or of the wrong form.
  public init?(row: String, fields: [RecordField]) throws(DecodingError) {
    switch row {
    case "receipt": self = .receipt(try RecordDecoder.record(ReceiptRow.self, from: fields))
    case "referral": self = .referral(try RecordDecoder.record(ReferralRow.self, from: fields))
    case "attempt": self = .attempt(try RecordDecoder.record(AttemptRow.self, from: fields))
    case "fact": self = .fact(try RecordDecoder.record(FactRow.self, from: fields))
    case "case": self = .decisions(try RecordDecoder.record(CaseRow.self, from: fields))
    case "person":
      var values: [PersonalField: String] = [:]
      var isMasked = true
      for field in fields {
        switch field.value {
        case .text(let text) where field.name == "masked": isMasked = text == "true"
        case .flag(let flag) where field.name == "masked": isMasked = flag
        case .text(let text):
          if let known = PersonalField(rawValue: field.name) { values[known] = text }
        default: break
        }
      }
      self = .person(values, isMasked: isMasked)
    case "event": self = .event(try EventRow(fields: fields))
    case "choice": self = .choice(try RecordDecoder.record(ChoiceRow.self, from: fields))
    case "candidate":
      self = .candidate(try RecordDecoder.record(CandidateRow.self, from: fields))
    case "destination":
      self = .destination(try RecordDecoder.record(DestinationRow.self, from: fields))
    case "clock": self = .clock(try RecordDecoder.record(ClockRow.self, from: fields))
    case "transport":
      self = .transport(try RecordDecoder.record(TransportRow.self, from: fields))
    case "refund": self = .refund(try RecordDecoder.record(RefundRow.self, from: fields))
    case "count": self = .count(try RecordDecoder.record(CountRow.self, from: fields))
    case "field": self = .field(try RecordDecoder.record(FormFieldRow.self, from: fields))
    case "call": self = .call(try RecordDecoder.record(CallRow.self, from: fields))
    case "figure": self = .figure(try RecordDecoder.record(FigureRow.self, from: fields))
    case "refused": self = .refused(try RecordDecoder.record(RefusedRow.self, from: fields))
    default: return nil
    }
  }
}
