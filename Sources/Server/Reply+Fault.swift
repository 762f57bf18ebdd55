import Application
import Formats
import LineProtocol
import Wording

extension Reply {
  /// The error reply of a question that has no answer.
  static func fault(_ error: LocateError, _ language: ReplyLanguage) -> Reply {
    .error(code(error), language.fault(error, .line).line(language))
  }

  private static func code(_ error: LocateError) -> ErrorCode {
    switch error {
    case .position, .strayWord, .placeUnknown, .placeAmbiguous, .placeTooWide, .nameTooWide,
      .placeOnRoad, .plusCodeNeedsPlace:
      .badPosition
    case .regionUnknown, .regionAmbiguous, .facilityUnknown, .facilityFormer: .notFound
    case .limitOutOfRange: .syntax
    case .seeds: .internalFault
    }
  }
}
