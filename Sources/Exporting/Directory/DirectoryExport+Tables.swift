internal import Facilities
public import Formats
internal import Geo
internal import Lists
internal import Schema

extension DirectoryExport {
  /// Columns of the tables: those that every door writes of a facility, then those of its agreement, the
  /// day and the credits.
  public static let columns: [String] = {
    let blank = Facility(
      id: "", name: "", kind: .other, provinceCode: "", regencyCode: "", regency: "",
      position: nil, positionPrecision: .unknown, basis: .none)
    return RecordField.flat(FacilityRecord.fields(blank, day: nil)).map(\.name) + more
  }()

  private static let more = [
    "agreement_start", "official_code", "as_of",
  ]

  /// One record in the order of `columns`.
  private func record(_ facility: Facility) -> [RecordField] {
    let agreement = agreements[facility.id.uppercased()]?.last
    let values: [RecordField.Value] = [
      agreement?.start.map { RecordField.Value.text($0.description) } ?? .null,
      agreement.map { .text($0.officialCode) } ?? .null,
      .text(asOf.description),
    ]
    return FacilityRecord.fields(facility, day: asOf)
      + zip(Self.more, values).map { RecordField($0, $1) }
  }

  /// Comma-separated values; each row names its sources, and the last column the credits.
  public func csv(_ dialect: CSVDialect = .standard) -> String {
    var writer = CSVWriter(dialect)
    let credits = Self.credits.joined(separator: "; ")
    writer.row(Self.columns + ["credits"])
    for facility in facilities {
      let fields = RecordField.flat(record(facility)).map { field -> CSVWriter.Field in
        switch field.value {
        case .number(let number, let decimals): .number(number, decimals: decimals)
        default: .text(field.cell)
        }
      }
      writer.row(fields: fields + [.text(credits)])
    }
    return writer.text
  }

  /// A workbook: one sheet with the facilities, one with day, sources and credits.
  public func workbook() -> [UInt8] {
    var workbook = Workbook()
    let rows = facilities.map { facility -> [Workbook.Cell] in
      RecordField.flat(record(facility)).map { field in
        switch field.value {
        case .number(let number, _): .number(number)
        case .integer(let integer): .number(Double(integer))
        default: .text(field.cell)
        }
      }
    }
    workbook.add(sheet: "PLKK", rows: [Self.columns.map { .heading($0) }] + rows)
    workbook.add(sheet: text.sources, rows: preamble.map { [.text($0)] })
    return workbook.bytes()
  }

  /// One JSON object with day, sources, credits and the facilities under `results`.
  public func json() -> String {
    var writer = JSONWriter(indented: true)
    writer.object { writer in
      writer.members(head)
      writer.members([RecordField("results", .objects(facilities.map(record)))])
    }
    return writer.text + "\n"
  }

  /// A GeoJSON feature collection (RFC 7946); a facility without a position has no geometry.
  public func geoJSON() -> String {
    var writer = JSONWriter(indented: true)
    writer.object { writer in
      writer.member("type", "FeatureCollection")
      writer.members(head)
      writer.key("features")
      writer.array { writer in
        for facility in facilities { writer.feature(facility, record(facility)) }
      }
    }
    return writer.text + "\n"
  }

  private var head: [RecordField] {
    [
      RecordField("as_of", .text(asOf.description)),
      RecordField(
        "sources",
        .objects(
          sources.map { source in
            [
              RecordField("issuer", .text(source.issuer)),
              RecordField("list_date", .text(source.listDate.description)),
              RecordField("file", .text(source.file)),
            ]
          })),
      RecordField("credits", .list(Self.credits)),
    ]
  }
}
