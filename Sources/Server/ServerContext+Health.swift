import Serving
import Formats
import LineProtocol
import Application
import Storage
import Synchronization

extension ServerContext {
  /// All figures as lines of Prometheus text.
  ///
  /// - Parameter withReferrals: Whether to include how often each verb of referrals was used; that volume is
  ///   for the operators of the server only.
  /// - Returns: The lines, without line ends.
  func metrics(withReferrals: Bool = true) -> [String] {
    meters.connections.record(Int64(connectionRegistry.count))
    referrals?.watch?.record(in: store)
    if withReferrals { return store.page() }
    let verbs = table.commands.filter { $0.access == .token }.map { "verb=\"\($0.name)\"" }
    return store.page().filter { line in
      !verbs.contains { line.contains($0) } && !line.contains("plkk_store_")
    }
  }

  /// All figures as a page of Prometheus text.
  func metricsPage() -> String { metrics().joined(separator: "\n") + "\n" }

  /// Why requests cannot be served now; nil where they can.
  func trouble() async -> Phrase? {
    if isStopping.load(ordering: .acquiring) {
      return Phrase(id: "server sedang berhenti", en: "the server is stopping")
    }
    guard let referrals else { return nil }
    do throws(ReferralServiceError) {
      _ = try await referrals.referralService.lastChange()
      return nil
    } catch {
      return Phrase(
        id: "basis data rujukan tidak terbaca", en: "the database of referrals cannot be read")
    }
  }
}
