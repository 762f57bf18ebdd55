import Application
import Formats
import Referrals
import Schema
import Wording

/// Rows about referrals as blocks of `label: value` for a person.
struct ReferBlocks {
  /// The zone in which times are read.
  let zone: IndonesianZone?

  /// Lines of labels with values; what is not known is left out.
  private struct Entries {
    let zone: IndonesianZone?
    var lines: [String] = []

    mutating func add(_ name: String, _ text: String?) {
      guard let text else { return }
      lines.append("\(ReferLabels.inner(name)): \(text)")
    }

    mutating func add(_ name: String, _ value: (any Worded)?) { add(name, value?.phrase.said) }
    mutating func add(_ name: String, _ number: Int?) { add(name, number.map(String.init)) }
    mutating func add(_ name: String, rupiah: Int64) { add(name, Words.rupiah(rupiah)) }

    mutating func add(_ name: String, _ instant: Instant?) {
      add(name, instant.map { StoreSession.text($0, in: zone) })
    }

    mutating func add(_ name: String, _ flag: Bool) {
      add(name, flag ? say(id: "ya", en: "yes") : say(id: "tidak", en: "no"))
    }

    mutating func add(approximate meters: Int?) {
      add(
        "approximate_m",
        meters.map { say(id: "sampai ", en: "up to ") + Words.distance(Double($0)) })
    }

    mutating func add(_ origin: MeasuredFrom) {
      add("measured_from", ReferLabels.measuredFrom(origin.measuredFrom))
      add("patient_at", origin.patientAt)
      add("latitude", origin.latitude)
      add("longitude", origin.longitude)
      add("regency", origin.regency)
      add(approximate: origin.approximateM)
    }
  }

  /// One line of a list.
  func summary(_ row: ReferralRow) -> String {
    var parts = [
      row.code, row.priority.phrase.said, row.businessStatus?.phrase.said, row.facilityId,
      row.answerDueAt.map { StoreSession.text($0, in: zone) },
    ].compactMap(\.self)
    if row.closedAt != nil { parts.append(say(id: "DITUTUP", en: "CLOSED")) }
    if row.frozenAt != nil { parts.append(say(id: "DIBEKUKAN", en: "FROZEN")) }
    return parts.joined(separator: "  ")
  }

  /// One entry of the timeline: when, what and by whom, then what belongs to it.
  func event(_ row: EventRow) -> [String] {
    var line = "\(StoreSession.text(row.at, in: zone))  \(ReferLabels.event(row.event))"
    if let attempt = row.attempt {
      line += say(id: " (pengajuan ke-\(attempt))", en: " (attempt \(attempt))")
    }
    line += say(id: " oleh ", en: " by ") + row.actor
    var details = row.details.compactMap { field in
      ReferLabels.said(field, in: zone).map { "\(ReferLabels.inner(field.name)): \($0)" }
    }
    if !row.personal.isEmpty {
      let names = row.personal.map { ReferLabels.label($0.rawValue) }.joined(separator: ", ")
      details.append("\(ReferLabels.label("personal")): \(names)")
    }
    details += row.texts.map { "\(ReferLabels.label($0.name)): \($0.cell)" }
    return Terminal.output.wrapped(line, indent: 2)
      + (details.isEmpty
        ? [] : Terminal.output.wrapped(details.joined(separator: "; "), indent: 4))
  }

  /// A row as a block under its title.
  func block(_ record: ReferralRecord) -> [String] {
    var entries = Entries(zone: zone)
    add(record, to: &entries)
    let title =
      record.row == "receipt" ? say(id: "Tercatat", en: "Recorded") : ReferLabels.label(record.row)
    return [Terminal.output.bold(title)]
      + entries.lines.flatMap { Terminal.output.wrapped($0, indent: 2) }
  }

  private func add(_ record: ReferralRecord, to entries: inout Entries) {
    switch record {
    case .receipt(let row):
      entries.add("code", row.code)
      entries.add("status", row.status)
      entries.add("priority", row.priority)
      entries.add("attempt", row.attempt)
      entries.add("attempt_status", row.attemptStatus)
      entries.add("version", row.version)
      entries.add("at", row.at)
    case .referral(let row): add(row, to: &entries)
    case .attempt(let row): add(row, to: &entries)
    case .fact(let row): add(row, to: &entries)
    case .decisions(let row): add(row, to: &entries)
    case .person(let values, let isMasked):
      for field in PersonalField.allCases { entries.add(field.rawValue, values[field]) }
      entries.add("masked", isMasked)
    case .choice(let row):
      entries.add("reason", row.reason)
      entries.add(row.measuredFrom)
      entries.add("tried_before", row.triedBefore)
      entries.add("chosen", row.chosen)
    case .destination(let row): add(row, to: &entries)
    case .clock(let row): add(row, to: &entries)
    case .transport(let row):
      entries.add("modes", row.modes.modes.map(\.phrase.said).joined(separator: ", "))
      entries.add("spent_idr", rupiah: row.spentIdr)
      entries.add("cap_idr", rupiah: row.capIdr)
      entries.add("covered_idr", rupiah: row.coveredIdr)
    case .refund(let row):
      entries.add("covered_idr", rupiah: row.coveredIdr)
      entries.add("own_cost_idr", rupiah: row.ownCostIdr)
      entries.add("source", row.source)
    case .count(let row):
      entries.add("province_code", row.provinceCode)
      entries.add("kind", row.kind)
      entries.add("status", row.status)
      entries.add(
        "count",
        row.count.map(String.init)
          ?? say(id: "kurang dari 5, tidak ditunjukkan", en: "fewer than 5, not shown"))
    case .field(let row):
      entries.add("label", row.label)
      entries.add("value", row.value)
    case .event, .candidate, .call, .figure, .refused: break
    }
  }

  private func add(_ row: ReferralRow, to entries: inout Entries) {
    entries.add("code", row.code)
    entries.add("status", row.status)
    entries.add("priority", row.priority)
    entries.add("kind", row.kind)
    entries.add("emergency", row.emergency)
    entries.add("branch", row.branch)
    entries.add("opened_at", row.openedAt)
    entries.add("attempts", row.attempts)
    entries.add("facility_id", row.facilityId)
    entries.add("attempt_status", row.attemptStatus)
    entries.add("business_status", row.businessStatus)
    entries.add("answer_due_at", row.answerDueAt)
    entries.add(approximate: row.approximateM)
    entries.add("closed_at", row.closedAt)
    entries.add("frozen_at", row.frozenAt)
  }

  private func add(_ row: AttemptRow, to entries: inout Entries) {
    entries.add("number", row.number)
    entries.add("facility_id", row.facilityId)
    entries.add("facility", row.facility)
    entries.add("phone", row.phone)
    entries.add("standing", row.standing)
    entries.add("status", row.status)
    entries.add("business_status", row.businessStatus)
    entries.add("reason", row.reason.map { ReferLabels.reason($0) })
    entries.add("sent_at", row.sentAt)
    entries.add("answer_due_at", row.answerDueAt)
    entries.add("answered_at", row.answeredAt)
    // What is usual is not said.
    if row.unconfirmed { entries.add("unconfirmed", true) }
    entries.add("refused_late_at", row.refusedLateAt)
    entries.add("departed_at", row.departedAt)
    entries.add("arrived_at", row.arrivedAt)
  }

  private func add(_ row: FactRow, to entries: inout Entries) {
    entries.add("kind", row.kind)
    entries.add("segment", row.segment)
    entries.add("occurred_at", row.occurredAt)
    entries.add("diagnosed_at", row.diagnosedAt)
    entries.add("employed_until", row.employedUntil)
    entries.add("place", row.place)
    entries.add("region_code", row.regionCode)
    entries.add("emergency", row.emergency.map { ReferLabels.criteria($0.criteria) })
    entries.add("confidential", row.confidential)
    entries.add("lawful_basis", row.lawfulBasis)
  }

  private func add(_ row: CaseRow, to entries: inout Entries) {
    entries.add("guarantee", row.guarantee)
    entries.add("payer", row.payer)
    entries.add("conclusion", row.conclusion)
    entries.add("letter_at", row.letterAt)
    entries.add("closed_at", row.closedAt)
    entries.add("open", row.open.map { ReferLabels.open($0.items) })
  }

  private func add(_ row: DestinationRow, to entries: inout Entries) {
    entries.add("id", row.id)
    entries.add("name", row.name)
    entries.add("kind", Words.kind(row.kind.value))
    entries.add("regency", row.regency)
    entries.add("phone", row.phone)
    entries.add("plkk_basis", Language.current.basis(row.plkkBasis.value))
    entries.add("standing", row.standing)
    entries.add("specialty", row.specialty.map { ReferLabels.specialty($0.value) })
    guard let way = row.way else { return }
    entries.add(way.measuredFrom)
    entries.add("distance_m", Words.distance(way.distanceM))
    entries.add("bearing_deg", Words.direction(Double(way.bearingDeg)))
    entries.add("nearer", way.nearer)
  }

  private func add(_ row: ClockRow, to entries: inout Entries) {
    entries.add("stage", row.stage)
    entries.add("progress", row.progress)
    entries.add("timing", ReferLabels.timing(row.timing))
    if let minutes = row.minutes {
      let isOver = row.timing == .late || row.timing == .sentLate
      entries.lines.append(
        (isOver ? say(id: "terlambat", en: "late by") : say(id: "sisa waktu", en: "time left"))
          + ": "
          + say(
            id: "\(minutes / 60) jam \(minutes % 60) menit",
            en: "\(minutes / 60) h \(minutes % 60) min"))
    }
    entries.add("started_at", row.startedAt)
    entries.add("due_at", row.dueAt)
    entries.add("zone", row.zone?.rawValue)
    entries.add("bpjs_tk_at", row.bpjsTkAt)
    entries.add("disnaker_at", row.disnakerAt)
    entries.add("source", row.source)
  }
}
