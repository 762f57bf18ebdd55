public import LineProtocol
public import Referrals
public import Application
internal import Storage

/// The use cases of referrals as words, one for every verb of `CommandTable.referring`: both doors
/// read their words by that table, ask here, and lay the answer out.
///
/// Nothing is kept here: the desk decides who may do what and logs every access; the directory of the
/// moment says where to send.
///
/// - Complexity: O(log n) in the store for one referral; choosing a site is one search of the grid.
public final class Casework: Sendable {
  let desk: ReferralDesk
  let locator: @Sendable () -> Locator
  let now: @Sendable () -> Instant

  /// Serves over a desk, with the directory and the time of each moment.
  public init(
    desk: ReferralDesk, locator: @escaping @Sendable () -> Locator,
    now: @escaping @Sendable () -> Instant
  ) {
    self.desk = desk
    self.locator = locator
    self.now = now
  }

  /// Answers a request that fits `CommandTable.referring`.
  ///
  /// - Throws: `CaseworkError`; then nothing has changed.
  /// - Precondition: The verb is one of that table.
  public func answer(
    _ request: ParsedCommand, by identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    switch request.command.name {
    case "REFER": return try await open(request, identity)
    case "SEND", "ONWARD": return try await send(request, identity)
    case "NEXT": return try await next(request, identity)
    case "RETURN": return try await refer(back: request, identity)
    case "REFERRALS": return try await list(request, identity)
    case "REFERRAL": return try await show(request, identity)
    case "LOOKUP": return try await find(request, identity)
    case "CLOCK": return try await clock(request, identity)
    case "TRANSPORT": return try await transport(request, identity)
    case "LETTER": return try await letter(request, identity)
    case "KK1": return try await draft(request, identity)
    case "REFERRALCOUNT": return try await counts(identity)
    case "SEEN", "ACCEPT", "REJECT", "DEPART", "HOLD", "ARRIVE", "CANCEL", "FAIL", "LATE", "VOID":
      return try await step(request, identity)
    case "CORRECT", "REPORT", "NOTIFY", "OUTCOME", "GUARANTEE", "CONCLUDE", "WITHDRAW", "CLOSE",
      "PRIORITY":
      return try await record(request, identity)
    default: preconditionFailure("\(request.command.name) is no verb of referrals")
    }
  }

  // MARK: - What several use cases need

  /// Runs a piece of the desk's work with its error in the room's words.
  func atDesk<Value: Sendable>(
    _ work: () async throws(DeskError) -> Value
  ) async throws(CaseworkError) -> Value {
    do { return try await work() } catch { throw CaseworkError(error) }
  }

  /// The code of a request.
  func code(_ request: ParsedCommand) throws(CaseworkError) -> ReferralCode {
    do {
      return try ReferralCode(request.arguments["CODE"] ?? "")
    } catch {
      throw .failure(CaseFailure(error))
    }
  }

  /// The value of an option whose words are those of an enumeration, in either language.
  func word<Value>(
    _ option: String, _ request: ParsedCommand, _: Value.Type = Value.self
  ) -> Value? where Value: CodedWord { request.value(option).flatMap(Value.read) }

  /// The same, needed.
  func needed<Value: CodedWord>(
    _ option: String, _ request: ParsedCommand, _: Value.Type = Value.self
  ) throws(CaseworkError) -> Value {
    guard let value = word(option, request, Value.self) else {
      throw .failure(.needed(option, request.command.name))
    }
    return value
  }

  /// A time, read in the zone of a region when it names none; where a day is enough, its last minute.
  func time(
    _ option: String, _ request: ParsedCommand, zone: IndonesianZone?, dayIsEnough: Bool = false
  ) throws(CaseworkError) -> Instant? {
    guard let text = request.value(option) else { return nil }
    do {
      do {
        return try TimeText.read(text, zone: zone)
      } catch TimeTextError.timeMissing where dayIsEnough {
        return try TimeText.read(text + " 23.59", zone: zone)
      }
    } catch {
      throw .failure(.time(option, error))
    }
  }

  /// What is sealed: the personal values of a request.
  func personal(_ request: ParsedCommand) throws(CaseworkError) -> [PersonalField: String] {
    let fields: [(String, PersonalField)] = [
      ("NAME", .name), ("NIK", .nik), ("KPJ", .kpj), ("PASSPORT", .passport), ("PHONE", .phone),
      ("NOTIFIER", .notifierName), ("NOTIFIERPHONE", .notifierPhone), ("CHRONOLOGY", .chronology),
      ("EMPLOYER", .employer), ("EMPLOYERNO", .employerNumber),
      ("EMPLOYERADDRESS", .employerAddress), ("EMPLOYERPHONE", .employerPhone),
      ("BIRTHDATE", .birthDate), ("ADDRESS", .address), ("JOB", .job), ("WITNESSES", .witnesses),
      ("NOTE", .note),
    ]
    var personal: [PersonalField: String] = [:]
    for (option, field) in fields {
      guard let value = request.value(option) else { continue }
      guard !value.isEmpty, value.utf8.count <= field.longest else {
        throw .failure(
          CaseFailure(
            .syntax, id: "\(option: option) harus 1 sampai \(field.longest) bita",
            en: "\(option: option) must have 1 to \(field.longest) bytes"))
      }
      personal[field] = value
    }
    return personal
  }

  /// Odd numbers are told and recorded, never refused.
  func warn(_ personal: [PersonalField: String], in answer: inout CaseAnswer) {
    if let nik = personal[.nik], !Identifiers.warnings(nik: nik).isEmpty {
      answer.note(.unusualNumber("NIK"))
    }
    if let kpj = personal[.kpj], !Identifiers.warnings(kpj: kpj).isEmpty {
      answer.note(.unusualNumber("KPJ"))
    }
  }

  /// The row of a change.
  func add(_ receipt: Receipt, priority: Priority? = nil, to answer: inout CaseAnswer) {
    answer.add(
      "receipt",
      [
        ("code", .text(receipt.code.text)), ("status", .text(receipt.status.rawValue)),
        ("priority", priority.map { .text($0.rawValue) } ?? .none),
        ("attempt", receipt.attempt.map { .integer(Int64($0)) } ?? .none),
        ("attempt_status", receipt.attemptStatus.map { .text($0.rawValue) } ?? .none),
        ("version", .integer(Int64(receipt.version))), ("at", .time(receipt.at)),
      ])
  }
}
