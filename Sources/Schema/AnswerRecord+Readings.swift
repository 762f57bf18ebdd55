public import Application

extension AnswerRecord {
  /// An emergency: one answer as it is; several, one for each reading of a name, as `readings`.
  public static func fields(_ answers: [EmergencyAnswer]) -> [RecordField] {
    if answers.count == 1 { return fields(answers[0]) }
    return [
      RecordField("call", .text(EmergencyAnswer.call)),
      RecordField("readings", .objects(answers.map { fields($0) })),
    ]
  }

  /// An answer of which only the nearest are written, with `count` of all before it.
  public static func fields(_ answer: NearestAnswer, limit: Int) -> [RecordField] {
    [RecordField("count", .integer(answer.hits.count))]
      + fields(answer).map { field in
        guard field.name == "results", case .objects(let sites) = field.value else { return field }
        return RecordField("results", .objects(Array(sites.prefix(limit))))
      }
  }
}
