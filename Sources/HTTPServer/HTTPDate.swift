internal import Formats
internal import Glibc
internal import Synchronization

/// Moments as HTTP writes them (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// A moment, seconds since 1970.
  static func text(_ seconds: Int) -> String {
    let days = seconds / 86_400
    let rest = seconds % 86_400
    let date = Gregorian.date(days: days)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(Self.days[days % 7]), \(two(date.day)) \(months[date.month - 1]) \(date.year) "
      + "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)) GMT"
  }

  /// Writes the moment of now, once a second.
  final class Clock: Sendable {
    private let kept = Mutex((seconds: -1, text: ""))

    var now: String {
      var moment = timespec()
      clock_gettime(CLOCK_REALTIME_COARSE, &moment)
      let seconds = moment.tv_sec
      return kept.withLock { kept in
        if kept.seconds != seconds { kept = (seconds, HTTPDate.text(seconds)) }
        return kept.text
      }
    }
  }
}
