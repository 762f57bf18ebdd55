internal import Referrals

/// How much a token may open and read in a while; what is done in an emergency counts nowhere.
///
/// Far above what people do by hand: it keeps a runaway program, or the finder of a token, from
/// filling the lists of others and the disk.
public struct Quota: Hashable, Sendable {
  /// Referrals opened in an hour.
  public var openings: Int
  /// Looks in a minute: a referral, a list, a search.
  public var readings: Int

  /// 240 in an hour, 1,200 in a minute.
  public static let standard = Quota(openings: 240, readings: 1_200)

  /// Sets a quota.
  public init(openings: Int, readings: Int) {
    self.openings = openings
    self.readings = readings
  }
}

/// Counts what each token has used of its quota.
///
/// As much as an hour's or a minute's worth may be used at once, and comes back evenly. At most 10,000 tokens; then those that have rested longest are forgotten.
struct QuotaMeter {
  /// What is counted.
  enum Act: Hashable { case opening, reading }

  private struct Key: Hashable {
    let actor: String
    let act: Act
  }

  private struct Account {
    var left: Double
    var at: TimeSpan
  }

  /// A look that has been recorded already.
  private struct Look: Hashable {
    let actor: String
    let action: String
    let code: ReferralCode?
  }

  private static let mostAccounts = 10_000
  private let quota: Quota
  private var accounts: [Key: Account] = [:]
  private var looks: Set<Look> = []
  private var looksSince = TimeSpan(milliseconds: 0)

  init(_ quota: Quota) { self.quota = quota }

  /// Takes one; or how long it is until the next can be taken.
  mutating func take(_ act: Act, of actor: String, now: TimeSpan) -> TimeSpan? {
    let (most, period): (Int, TimeSpan) =
      act == .opening ? (quota.openings, .hours(1)) : (quota.readings, .minutes(1))
    let each = Double(period.milliseconds) / Double(max(1, most))
    let key = Key(actor: actor, act: act)
    var account = accounts[key] ?? Account(left: Double(most), at: now)
    let passed = Double(max(0, now.milliseconds - account.at.milliseconds))
    account.left = min(Double(most), account.left + passed / each)
    account.at = now
    let isTaken = account.left >= 1
    if isTaken { account.left -= 1 }
    accounts[key] = account
    if accounts.count > Self.mostAccounts {
      let rested = accounts.sorted { $0.value.at < $1.value.at }.prefix(Self.mostAccounts / 10)
      for (key, _) in rested { accounts[key] = nil }
    }
    return isTaken ? nil : TimeSpan(milliseconds: Int64(((1 - account.left) * each).rounded(.up)))
  }

  /// Whether the same look of the same token was recorded in this minute: past its quota each is
  /// recorded once a minute, so that repeating it fills no disk.
  mutating func isRecorded(
    _ action: String, _ code: ReferralCode?, of actor: String, now: TimeSpan
  ) -> Bool {
    if now.milliseconds - looksSince.milliseconds >= TimeSpan.minutes(1).milliseconds {
      looks = []
      looksSince = now
    }
    return !looks.insert(Look(actor: actor, action: action, code: code)).inserted
  }
}
