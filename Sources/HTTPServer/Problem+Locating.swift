internal import Application
internal import Facilities
internal import Formats
internal import HTTPTypes
internal import Positions
internal import Schema
internal import Wording

extension Problem {
  /// A question about places that has no answer.
  ///
  /// - Parameters:
  ///   - error: Why.
  ///   - field: The parameter that holds the text.
  ///   - isEmergency: Whether the problem says first whom to call.
  init(_ error: LocateError, field: String, isEmergency: Bool = false) {
    let status: HTTPResponse.Status
    switch error {
    case .facilityUnknown: status = .notFound
    case .facilityFormer: status = .gone
    case .seeds: status = .internalServerError
    default: status = .badRequest
    }
    self.init(
      error.code, status, field: field, members: ErrorRecord.fields(error),
      Phrase(
        id: Language.indonesian.fault(error, .web).line(.indonesian),
        en: Language.english.fault(error, .web).line(.english)))
    self.isEmergency = isEmergency
  }
}
