import Facilities
import Formats
import Geo
import Importing
import Lists

/// What an import did or would do, for a program.
extension ImportReport {
  func json() -> String {
    var json = JSONWriter(indented: true)
    json.object { json in
      json.member("issuer", plan.request.issuer)
      json.member("list_date", plan.request.listDate.description)
      json.member("file", plan.request.sourceFile)
      json.member("sheet", plan.list.sheet)
      json.member("format", plan.list.format.rawValue)
      json.member("rows", plan.rowCount)
      json.member("sha256", plan.request.fileHash)
      let sums = plan.sums
      json.key("sums")
      json.object { json in
        json.member("rows", sums.rows)
        json.member("beside", sums.beside)
        json.member("taken", sums.taken)
        json.member("merged", sums.merged)
        json.member("waiting", sums.waiting)
        json.member("broken", sums.broken)
        json.member("skipped", sums.skipped)
        json.member("passed_over", sums.passed)
        json.member("in_parts_not_read", sums.leftOut)
        json.member("taken_without_position", sums.withoutPosition)
      }
      json.key("parts_read")
      json.array { json in
        for (name, rows) in zip(plan.list.sheets, plan.list.sheetRows) {
          json.object { json in
            json.member("name", name)
            json.member("rows", rows)
          }
        }
      }
      json.key("parts_not_read")
      json.array { json in
        for sheet in plan.list.leftOutSheets {
          json.object { json in
            json.member("name", sheet.name)
            json.member("reason", sheet.reason.rawValue)
            json.member("rows", sheet.rows)
          }
        }
      }
      json.key("passed_over")
      json.array { json in
        for row in plan.list.passed {
          json.object { json in
            json.member("line", row.line)
            json.member("reason", row.reason.rawValue)
            json.member("text", row.text)
          }
        }
      }
      json.member("stored_version", storedAs)
      json.key("dropped_columns")
      json.array { for name in plan.list.personalColumns { $0.value(name) } }
      json.key("ignored_columns")
      json.array { for name in plan.list.ignoredColumns { $0.value(name) } }
      json.key("issues")
      json.array { json in
        for issue in issues {
          json.object { json in
            json.member("line", issue.line)
            json.member("column", issue.column)
            json.member("value", issue.value)
            json.member("rule", issue.rule.rawValue)
            json.member("error", issue.isError)
          }
        }
      }
      json.key("placements")
      json.array { for placement in plan.placements { write(placement, &$0) } }
      if let set = plan.codeFit.set { json.member("kabupaten_codes_fit", set.rawValue) }
      json.member("remarks_on_cells", plan.list.cellRemarks)
      json.key("hidden_columns")
      json.array { for name in plan.list.hiddenColumns { $0.value(name) } }
      ids("added", plan.added, &json)
      ids("changed", plan.changed.map { plan.entry($0) }, &json)
      values("changes", plan.changed, &json)
      values("goes_for_known", plan.replaced, &json)
      json.member("unchanged", plan.unchangedCount)
      ids("removed", plan.removed, &json)
      ids("held", plan.held, &json)
      json.key("unlisted")
      json.array { for facility in plan.unlisted { $0.value(facility.id) } }
      json.key("published")
      json.array { json in
        for comparison in plan.comparisons {
          json.object { json in
            json.member("province_code", comparison.provinceCode)
            json.member("kind", comparison.kind?.rawValue)
            json.member("official", comparison.official)
            json.member("presumed_or_reported", comparison.others)
            json.member("published", comparison.published)
            json.member("date", comparison.date)
            json.member("source", comparison.source)
          }
        }
      }
    }
    return json.text + "\n"
  }

  /// What differs, both values.
  private func values(
    _ key: String, _ changes: [ImportPlan.Change], _ json: inout JSONWriter
  ) {
    json.key(key)
    json.array { json in
      for change in changes {
        for value in change.values {
          json.object { json in
            json.member("id", plan.entry(change).facility.id)
            json.member("field", value.field.rawValue)
            json.member("before", value.before)
            json.member("after", value.after)
          }
        }
      }
    }
  }

  private func ids(_ key: String, _ entries: [ListEntry], _ json: inout JSONWriter) {
    json.key(key)
    json.array { for entry in entries { $0.value(entry.facility.id) } }
  }

  private func write(_ placement: Placement, _ json: inout JSONWriter) {
    json.object { json in
      json.member("line", placement.row.line)
      json.member("name", placement.row.name)
      if case .known(let id, let match) = placement.identity {
        json.member("id", id)
        json.member("match", match.rawValue)
      } else {
        json.member("id", nil as String?)
        json.member("match", "new")
      }
      json.member("regency_code", placement.regency?.code)
      json.member("district_code", placement.district?.code)
      json.member("latitude", placement.position?.latitude, decimals: 6)
      json.member("longitude", placement.position?.longitude, decimals: 6)
      json.member("position_precision", placement.precision.rawValue)
      json.member("position_from", Self.word(placement.source))
      json.member("settled", placement.isSettled)
      json.member("skipped", placement.isSkipped)
      json.key("doubts")
      json.array { for doubt in placement.doubts { $0.value(doubt.code) } }
      json.key("doubt_details")
      json.array { json in
        for doubt in placement.doubts {
          json.object { json in
            json.member("code", doubt.code)
            json.member("acceptable", doubt.canBeAccepted)
            for part in doubt.parts { json.member(part.name, part.value) }
          }
        }
      }
    }
  }

  private static func word(_ source: Placement.Source) -> String {
    switch source {
    case .listed, .listedNearBorder: "list"
    case .correction: "correction"
    case .known: "known"
    case .village: "village"
    case .district: "district"
    case .unknown: "unknown"
    }
  }
}
