public import Application
internal import Facilities
internal import Formats

/// An answer about the facilities around a position, as every door writes it.
///
/// For example:
///
///     var json = JSONWriter()
///     json.object { $0.members(AnswerRecord.fields(answer)) }
public enum AnswerRecord {
  /// `query`, `warnings`, `results`, `expired`, `fresher_id`, `callable_id`.
  public static func fields(_ answer: NearestAnswer) -> [RecordField] {
    head(answer.query, answer.advisories) + [sites("results", answer)] + others([answer])
  }

  /// `call` first, then as above with `hospitals` before `results`.
  public static func fields(_ answer: EmergencyAnswer) -> [RecordField] {
    [RecordField("call", EmergencyAnswer.call)] + noted(answer)
      + [sites("hospitals", answer.hospitals), sites("results", answer.plkk)]
      + others([answer.plkk, answer.hospitals])
  }

  /// The answer without its sites, for a line that stands before theirs.
  public static func head(_ answer: NearestAnswer) -> [RecordField] {
    head(answer.query, answer.advisories) + others([answer])
  }

  /// The emergency without its sites.
  public static func head(_ answer: EmergencyAnswer) -> [RecordField] {
    noted(answer) + others([answer.plkk, answer.hospitals])
  }

  private static func noted(_ answer: EmergencyAnswer) -> [RecordField] {
    [
      RecordField("query", .object(PositionRecord.fields(answer.plkk.query), prefix: "")),
      RecordField("warnings", .objects(answer.notes.map(warning))),
    ]
  }

  /// A warning of an emergency; `about` names the list that it is about, where it is not both.
  public static func warning(_ note: EmergencyAnswer.Note) -> [RecordField] {
    warning(note.advisory) + (note.part.map { [RecordField("about", $0.rawValue)] } ?? [])
  }

  private static func head(_ query: ResolvedPosition, _ advisories: [Advisory]) -> [RecordField] {
    [
      RecordField("query", .object(PositionRecord.fields(query), prefix: "")),
      RecordField("warnings", .objects(advisories.map(warning))),
    ]
  }

  /// A warning: its code and what it is about.
  public static func warning(_ advisory: Advisory) -> [RecordField] {
    func ids(_ hits: [Hit]) -> RecordField {
      RecordField("ids", .list(hits.map(\.facility.id)))
    }
    let code = RecordField("code", advisory.code)
    switch advisory {
    case .approximate(let reach):
      return [code, RecordField("reach_m", .number(reach, decimals: 0))]
    case .far(let meters): return [code, RecordField("distance_m", .number(meters, decimals: 1))]
    case .staleNearest(let hit): return [code, ids([hit])]
    case .expiredAsNear(let hits), .specialNearer(let hits), .hoursUnknown(let hits):
      return [code, ids(hits)]
    case .otherNearest(let share):
      return [
        code, RecordField("ids", .list(share.others.map(\.facility.id))),
        RecordField("nearest_id", share.nearest.id),
        RecordField("villages", .integer(share.villages)),
        RecordField("same_nearest", .integer(share.same)),
      ]
    case .noPhone(let hit):
      return [
        code, RecordField("call", BPJSKetenagakerjaan.callCentre), ids(hit.map { [$0] } ?? []),
      ]
    case .outsideIndonesia, .outsideKalimantan, .nearlyEqual, .otherProvince: return [code]
    }
  }

  private static func sites(_ name: String, _ answer: NearestAnswer) -> RecordField {
    RecordField(
      name, .objects(answer.hits.map { FacilityRecord.fields($0, day: answer.day) }))
  }

  private static func others(_ answers: [NearestAnswer]) -> [RecordField] {
    let first = answers[0]
    return [
      RecordField(
        "expired", .objects(first.expired.map { FacilityRecord.fields($0, day: first.day) })),
      RecordField(
        "fresher_id", text: answers.lazy.compactMap { $0.fresher }.first?.facility.id),
      RecordField(
        "callable_id", text: answers.lazy.compactMap { $0.callable }.first?.facility.id),
    ]
  }
}
