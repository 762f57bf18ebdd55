/// What is measured about the referral service; the raw values are the names in machine formats.
///
/// *Request* is an attempt that was sent. One still within its time to answer is not counted yet; one
/// whose time passed without an answer is, as unanswered. *Case* is a referral that is not a referral
/// back. Void referrals and attempts, and frozen cases, count nowhere.
public enum FigureMeasure: String, CaseIterable, Hashable, Sendable, Codable {
  /// Referrals opened.
  case referrals
  /// Requests that were answered or whose time to answer has passed.
  case requests
  /// Median seconds from request to answer; no answer counts as never.
  case answerMedian = "answer_median_s"
  /// The same for nine of ten.
  case answerP90 = "answer_p90_s"
  /// Share of requests answered within five minutes.
  case answeredInFive = "answered_5min"
  /// Share of requests answered within fifteen minutes.
  case answeredInFifteen = "answered_15min"
  /// Share of requests without an answer.
  case unanswered
  /// Share of requests accepted.
  case acceptance
  /// Arrived, of those that departed and are no longer on the way.
  case arrival
  /// Did not come, of those that were accepted and have ended.
  case noShow = "no_show"
  /// Referred onward, of completed referrals.
  case onward
  /// Referred back, of completed referrals.
  case returned
  /// Sent past the nearest eligible facility, of requests whose detour is known.
  case bypass
  /// Mean metres further than the nearest, straight line, of those sent past it.
  case bypassExtra = "bypass_extra_m"
  /// First care at a facility that was no PLKK then, of first care where that was known.
  case outsidePLKK = "outside_plkk"
  /// Emergencies among that care.
  case outsideEmergency = "outside_plkk_emergency"
  /// Report of tahap I with both addressees in time, of those sent or due.
  case firstReport = "report1_on_time"
  /// Median hours past the deadline, of reports of tahap I that are late, sent or not.
  case firstLateness = "report1_late_median_h"
  /// Report of tahap I with BPJS Ketenagakerjaan in time.
  case firstToBPJS = "report1_bpjs_on_time"
  /// Report of tahap I with the labour office in time.
  case firstToLabour = "report1_disnaker_on_time"
  /// Report of tahap II with both addressees in time, of those sent or due.
  case secondReport = "report2_on_time"
  /// Median hours past the deadline, of reports of tahap II that are late, sent or not.
  case secondLateness = "report2_late_median_h"
  /// Report of tahap II with BPJS Ketenagakerjaan in time.
  case secondToBPJS = "report2_bpjs_on_time"
  /// Report of tahap II with the labour office in time.
  case secondToLabour = "report2_disnaker_on_time"
  /// Median hours from the accident to the first arrival.
  case careMedian = "care_median_h"
  /// The same for nine of ten.
  case careP90 = "care_p90_h"
  /// Mean share of the cost by land, river and lake that is covered.
  case landCovered = "transport_land_covered"
  /// Share of cases whose cost by land, river and lake is above the cap.
  case landOverCap = "transport_land_over_cap"
  /// Mean share of the cost by sea that is covered.
  case seaCovered = "transport_sea_covered"
  /// Share of cases whose cost by sea is above the cap.
  case seaOverCap = "transport_sea_over_cap"
  /// Mean share of the cost by air that is covered.
  case airCovered = "transport_air_covered"
  /// Share of cases whose cost by air is above the cap.
  case airOverCap = "transport_air_over_cap"

  /// What a figure is counted in.
  public enum Unit: String, Hashable, Sendable, Codable {
    /// A number of things.
    case count
    /// A part of one, 0...1.
    case share
    /// Seconds.
    case seconds
    /// Hours.
    case hours
    /// Metres.
    case meters
  }

  /// What this one is counted in.
  public var unit: Unit {
    switch self {
    case .referrals, .requests: .count
    case .answerMedian, .answerP90: .seconds
    case .firstLateness, .secondLateness, .careMedian, .careP90: .hours
    case .bypassExtra: .meters
    default: .share
    }
  }
}

/// How long an answer took.
public enum AnswerTime: String, CaseIterable, Hashable, Comparable, Sendable, Codable {
  /// Within five minutes.
  case inFive = "0-5min"
  /// Within fifteen.
  case inFifteen = "5-15min"
  /// Within an hour.
  case inSixty = "15-60min"
  /// Longer than an hour.
  case later = "60min+"
  /// None came in the time given.
  case never = "tanpa-jawaban"

  /// The one for a number of seconds; nil seconds are no answer.
  public init(seconds: Double?) {
    self =
      switch seconds {
      case nil: .never
      case .some(...300): .inFive
      case .some(...900): .inFifteen
      case .some(...3_600): .inSixty
      default: .later
      }
  }

  /// Quicker before slower.
  public static func < (left: AnswerTime, right: AnswerTime) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What figures are grouped by.
public enum FigureGrouping: String, CaseIterable, Hashable, Sendable, Codable {
  /// Kemendagri code of the province where it happened.
  case province
  /// What is suspected.
  case kind
  /// How urgent it is.
  case priority
  /// The quarter in which it was opened, in UTC: `2026-Q4`.
  case quarter
  /// The facility a request was sent to; only measures of requests have figures then.
  case facility
}
