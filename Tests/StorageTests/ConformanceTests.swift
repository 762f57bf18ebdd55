import StoreConformance
import Testing

@Suite("Conformance of stores")
struct ConformanceTests {
  @Test("the store in memory keeps every promise", arguments: StorePromise.allCases)
  func right(_ promise: StorePromise) async throws {
    let store = MemoryStore()
    try await promise.check(store) { store.restarted() }
  }

  @Test("each way of being wrong breaks a promise", arguments: MemoryStore.Fault.allCases)
  func wrong(_ fault: MemoryStore.Fault) async throws {
    await withKnownIssue("\(fault)") {
      for promise in StorePromise.allCases {
        let store = MemoryStore(fault)
        try await promise.check(store) { store.restarted() }
      }
    }
  }
}
