import Formats
import Glibc
import Application
import Referrals
import Storage

/// The figures of the referral service that an audit shows.
enum AuditReferrals {
  /// The figures of a database; `nil` when there is none, or none was named and that at its usual
  /// place is not for every caller.
  static func figures(
    _ database: String?, _ options: AccessOptions
  ) async throws -> ServiceFigures? {
    let place = try StorePlace(database)
    guard place.isThere else { return nil }
    do {
      let identity = try await options.identity(database: database)
      let referralService = ReferralService(
        store: try place.open(.command), now: StoreSession.clock)
      return try await referralService.figures(by: identity)
    } catch let error as CommandFailure {
      // The network can be audited without the referrals; where they are named, the reason is reported.
      if database == nil, options.tokenFile == nil { return nil }
      throw error
    } catch let error as ReferralServiceError {
      throw ReferFile.failure(error)
    } catch let error as StoreError {
      throw ReferFile.failure(error)
    }
  }
}
