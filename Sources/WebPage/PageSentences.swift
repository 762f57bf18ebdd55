internal import Application
internal import Facilities
internal import Formats
internal import Referrals
internal import Wording

/// Sentences that the page says by itself, taken from where every door takes them.
enum PageSentences {
  /// Text that stands in a sentence where the page puts the deadline.
  private static let due = "{due}"

  /// Writes them by name, each as a pair of Indonesian and English.
  static func write(_ json: inout JSONWriter) {
    json.object { json in
      for (name, phrase) in all {
        json.member(
          name,
          array: { pair in
            pair.value(phrase.id)
            pair.value(phrase.en)
          })
      }
      json.member("call", EmergencyAnswer.call)
      json.member("callCentre", BPJSKetenagakerjaan.callCentre)
      json.member("doubtfulAfterDays", VerificationAge.doubtfulAfterDays)
      json.put("zones") { json in
        json.object { json in
          for zone in [IndonesianZone.wib, .wita] { json.member(zone.rawValue, zone.offsetMinutes) }
        }
      }
      json.put("firstReport") { rules(RuleBook.firstReport, &$0) }
    }
  }

  private static func both(_ text: (Language) -> String) -> Phrase {
    Phrase(id: text(.indonesian), en: text(.english))
  }

  private static var all: [(String, Phrase)] {
    [
      ("callFirst", both { $0.callFirst }),
      ("emergencyDuty", LawText.emergencyDuty),
      ("ifLate", LawText.ifLate),
      ("late", LawText.late),
      ("ownAccount", LawText.ownAccount),
      ("notConcludedHere", LawText.notConcludedHere),
      ("future", both { $0.fault(ReportDeadlineError.inTheFuture) }),
      ("tooEarly", LawText.tooEarly(RuleBook.firstReport.first.validFrom)),
      ("outsideIndonesia", both { $0.advisory(.outsideIndonesia) }),
      ("outsideKalimantan", both { $0.advisory(.outsideKalimantan) }),
      ("otherProvince", both { $0.advisory(.otherProvince) }),
    ]
  }

  /// The versions of the first report's deadline: from which day, how many hours, and the sentence.
  private static func rules(_ history: RuleHistory<TimeSpan>, _ json: inout JSONWriter) {
    json.array { array in
      for rule in [history.first] + history.later {
        let sentence = LawText.firstReport(due: due, rule)
        array.object { json in
          let day = rule.validFrom
          json.member(
            "from", array: { for part in [day.year, day.month, day.day] { $0.value(part) } })
          json.member("hours", Int(rule.value.milliseconds / 3_600_000))
          json.member(
            "sentence",
            array: { pair in
              pair.value(sentence.id)
              pair.value(sentence.en)
            })
        }
      }
    }
  }
}
