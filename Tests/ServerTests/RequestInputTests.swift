import Application
import LineProtocol
import Testing

@testable import Server

@Suite("Values of requests of referring")
struct RequestInputTests {
  private static func option(_ input: ReferralInput) -> String {
    switch input {
    case .value(let parameter): parameter.option
    case .origin: "FROM"
    case .limit: "LIMIT"
    case .channel: "BY"
    case .segment: "SEGMENT"
    case .place: "PLACE"
    case .confidential: "CONFIDENTIAL"
    case .all: "ALL"
    case .reveal: "REVEAL"
    case .status: "STATUS"
    case .overdue: "OVERDUE"
    case .page: "HTML"
    }
  }

  @Test("Every verb of the line protocol takes the values of its use case, no more and no fewer")
  func verbs() throws {
    for act in ReferralAct.allCases {
      let spec = try #require(
        CommandTable.referring.first { $0.name == act.verb }, "no verb for \(act)")
      let words = spec.options.map(\.name) + spec.arguments.map(\.name)
      let own = Set(words).subtracting(["ID", "CODE"])
      #expect(own == Set(act.inputs.map(Self.option)), "\(act.verb)")
    }
  }
}
