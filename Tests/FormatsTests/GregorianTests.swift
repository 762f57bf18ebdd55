import Formats
import Testing

@Suite("Calendar and markup")
struct GregorianTests {
  @Test("Every day of 800 years follows the day before")
  func everyDay() {
    var (year, month, day) = (1700, 1, 1)
    for number in Gregorian.days(
      year: 1700, month: 1, day: 1)..<Gregorian.days(
        year: 2500, month: 1, day: 1)
    {
      let date = Gregorian.date(days: number)
      guard date == (year, month, day), Gregorian.days(year: year, month: month, day: day) == number
      else {
        Issue.record("day \(number) is \(date), not \(year)-\(month)-\(day)")
        return
      }
      day += 1
      if day > Gregorian.length(ofMonth: month, year: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(Gregorian.days(year: 1970, month: 1, day: 1) == 0)
    // POSIX: 2000-03-01T00:00:00Z is 951,868,800 seconds.
    #expect(Gregorian.days(year: 2000, month: 3, day: 1) == 951_868_800 / 86_400)
  }

  @Test("What XML cannot hold is left out, and markup is escaped")
  func markup() {
    #expect(Markup.escape("a<b>&\"'\u{0}\u{b}\u{7f}\n") == "a&lt;b&gt;&amp;&quot;&#39;\n")
  }
}
