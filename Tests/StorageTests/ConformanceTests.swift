import Testing

@Suite("Conformance suite")
struct ConformanceTests {
  @Test("passes a store that is right")
  func right() async throws {
    let store = MemoryStore()
    try await conformance(store) { store.restarted() }
  }

  @Test("finds each way of being wrong", arguments: MemoryStore.Fault.allCases)
  func wrong(_ fault: MemoryStore.Fault) async throws {
    let store = MemoryStore(fault)
    await withKnownIssue("\(fault)") {
      try await conformance(store) { store.restarted() }
    }
  }
}
