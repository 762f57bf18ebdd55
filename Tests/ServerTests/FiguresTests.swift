@testable import Serving
import NIOCore
import Testing

@testable import Server

@Suite("Figures and peers")
struct FiguresTests {
  @Test("a bucket's upper end belongs to it and the next value does not")
  func buckets() {
    for bucket in 8..<150 {
      let end = LatencyHistogram.upperEnd(bucket)
      #expect(LatencyHistogram.bucket(end) == bucket)
      #expect(LatencyHistogram.bucket(end + 1) == bucket + 1)
    }
    #expect(LatencyHistogram.bucket(0) == LatencyHistogram.bucket(1))
    #expect(LatencyHistogram.bucket(.max) == 159)
  }

  @Test("a quantile is at most a quarter too high and never too low")
  func quantiles() {
    let histogram = LatencyHistogram()
    for value in 1...10000 { histogram.recordNanoseconds(Int64(value)) }
    let read = histogram.read()
    #expect(read.count == 10000 && read.sum == 50_005_000)
    for (part, exact) in [(0.5, 5000.0), (0.99, 9900), (1, 10000)] {
      let found = Double(read.quantile(part))
      #expect(found >= exact && found <= exact * 1.25, "\(part)")
    }
    #expect(LatencyHistogram().read().quantile(0.5) == 0)
  }

  @Test("a rate lets a second's worth through at once, then one an interval")
  func rate() {
    let rate = ClientRateLimiter()
    let start: Int64 = 1_000_000_000_000
    for _ in 0..<10 { #expect(rate.take(now: start, perSecond: 10)) }
    #expect(!rate.take(now: start, perSecond: 10))
    #expect(!rate.take(now: start + 99_000_000, perSecond: 10))
    #expect(rate.take(now: start + 101_000_000, perSecond: 10))
    #expect(!rate.take(now: start + 101_000_000, perSecond: 10))
  }

  @Test("a peer is an IPv4 address or an IPv6 network of 64 bits")
  func peers() throws {
    func key(_ text: String) throws -> ClientKey? {
      ClientKey(try SocketAddress(ipAddress: text, port: 5))
    }
    #expect(try key("10.0.0.1") == key("10.0.0.1"))
    #expect(try key("10.0.0.1") != key("10.0.0.2"))
    #expect(try key("2001:db8:1:2::1") == key("2001:db8:1:2:ffff::9"))
    #expect(try key("2001:db8:1:2::1") != key("2001:db8:1:3::1"))
    #expect(ClientKey(nil) == nil)
  }

  @Test("the page of figures lists each name once, in order")
  func page() {
    let store = PrometheusRegistry()
    store.total("b_total", [("k", "2")]).increment(by: 3)
    store.total("b_total", [("k", "1")]).increment(by: 1)
    store.gauge("a").record(Int64(7))
    store.histogram("c").record(1000, times: 2)
    let page = store.page()
    #expect(
      page.prefix(5) == [
        "# TYPE b_total counter", "b_total{k=\"1\"} 1", "b_total{k=\"2\"} 3", "# TYPE a gauge",
        "a 7",
      ])
    #expect(page.suffix(2) == ["c_sum 2e-06", "c_count 2"])
    #expect(store.total("b_total", [("k", "1")]) === store.total("b_total", [("k", "1")]))
  }
}
