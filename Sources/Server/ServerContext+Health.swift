import Formats
import LineProtocol
import Application
import Storage
import Synchronization

extension ServerContext {
  /// All figures as lines of Prometheus text.
  func metrics() -> [String] {
    meters.connections.record(Int64(census.count))
    return store.page()
  }

  /// All figures as a page of Prometheus text.
  func metricsPage() -> String { metrics().joined(separator: "\n") + "\n" }

  /// Why requests cannot be served now; nil where they can.
  func trouble() async -> Phrase? {
    if isStopping.load(ordering: .acquiring) {
      return Phrase(id: "server sedang berhenti", en: "the server is stopping")
    }
    guard let referrals else { return nil }
    do throws(DeskError) {
      _ = try await referrals.desk.lastChange()
      return nil
    } catch {
      return Phrase(
        id: "basis data rujukan tidak terbaca", en: "the database of referrals cannot be read")
    }
  }
}
