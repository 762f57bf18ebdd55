/// What a column of a list can mean.
public enum ListField: String, CaseIterable, Hashable, Sendable {
  case name, kind, regency, regencyCode, province, district, village, locality, address
  case phone, phoneArea, phoneNumber, phoneExtension
  case branch, branchRegion, officialCode, status, agreement, validFrom, validTo
  case latitude, longitude, coordinates, note, verified
}

/// Which column means what, found in the first rows of a table.
public struct Header: Hashable, Sendable {
  /// Place of the header among the table's rows.
  public let row: Int
  /// Column of each field that was found.
  public let columns: [ListField: Int]
  /// Printed names of all columns, by column.
  public let names: [String]
  /// Columns with personal or bank data, by column: never read, only reported.
  public let personal: [Int]
  /// Columns that are not understood, by column: not kept, only reported.
  public let ignored: [Int]
  /// Further columns of a field, which count where its first one is blank.
  private let others: [Other]

  private struct Other: Hashable {
    let column: Int
    let first: Int
  }

  /// The printed name of a field's column, or empty.
  public func name(_ field: ListField) -> String {
    columns[field].map { names[$0] } ?? ""
  }

  /// How well a row serves as a header: the number of fields it names, 0 without a name column.
  static func score(_ row: RawRow) -> Int {
    let fields = Set(row.cells.compactMap { field($0.text) })
    return fields.contains(.name) ? fields.count : 0
  }

  /// The best header in the first rows of a table, the upper one of equals; `nil` when there is none.
  static func find(in rows: [RawRow], limits: ImportLimits) -> Header? {
    var best: (score: Int, place: Int)?
    for (place, row) in rows.prefix(limits.headerRows).enumerated() {
      let score = score(row)
      if score > (best?.score ?? 0) { best = (score, place) }
    }
    return best.map { Header(rows[$0.place], at: $0.place) }
  }

  init(_ row: RawRow, at place: Int) {
    var columns: [ListField: Int] = [:]
    var others: [Other] = []
    var personal: [Int] = []
    var ignored: [Int] = []
    for (column, cell) in row.cells.enumerated() where !cell.isBlank {
      if PersonalData.isPersonal(column: cell.text) {
        personal.append(column)
      } else if let field = Self.field(cell.text) {
        if let first = columns[field] {
          others.append(Other(column: column, first: first))
        } else {
          columns[field] = column
        }
      } else if !Self.isNumbering(cell.text) {
        ignored.append(column)
      }
    }
    self.row = place
    self.columns = columns
    self.others = others
    names = row.cells.map(\.text)
    self.personal = personal
    self.ignored = ignored
  }

  /// A row in which a blank field has the value of another column for the same field: one list may have
  /// `kota` and `kabupaten`, each filled where the other is not.
  func joined(_ row: RawRow) -> RawRow {
    var row = row
    for other in others where row[other.first].isBlank && !row[other.column].isBlank {
      let (column, first) = (other.column, other.first)
      while row.cells.count <= first { row.cells.append(.blank) }
      row.cells[first] = row[column]
      row.cells[column] = .blank
    }
    return row
  }

  /// The field that a column name means, or `nil`.
  static func field(_ name: String) -> ListField? {
    let key = key(name)
    if key.isEmpty || PersonalData.isPersonal(column: name) { return nil }
    return aliases[key]
  }

  /// A column name in the form in which it is compared: letters and digits in lower case.
  static func key(_ name: String) -> String {
    var key = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": key.unicodeScalars.append(scalar)
      default: break
      }
    }
    return key
  }

  private static func isNumbering(_ name: String) -> Bool {
    ["no", "nomor", "nourut", "nomorurut"].contains(key(name))
  }

  private static let aliases: [String: ListField] = {
    let words: [ListField: String] = [
      .name: """
      nama;nama plkk;plkk;nama faskes;nama rs;nama ppk;fasilitas kesehatan;rumah sakit;provider;rstc
      trauma center;nama fasilitas;nama fasilitas kesehatan;nama rumah sakit;faskes;nama provider
      nama rstc;name;facility;facility name;nama rs klinik;nama rumah sakit klinik
      """,
      .kind: """
      jenis;jenis fasilitas;jenis faskes;tipe;tipe faskes;kategori;sub jenis fasilitas;kind;type
      jenis plkk;jenis fasilitas kesehatan
      """,
      .regency: """
      kota;kabupaten;kab kota;kabupaten kota;kota kab;kota kabupaten;wilayah;regency;kab
      nama kabupaten;daerah
      """,
      .regencyCode: "kode kabupaten;kode kab;kode kab kota;kode kota;regency code;kode wilayah",
      .province: "provinsi;propinsi;province;prov",
      .district: "kecamatan;kec;district",
      .village: "kelurahan;desa;desa kelurahan;kelurahan desa;village",
      .locality: "lokasi;lokalitas;locality",
      .address: "alamat;alamat lengkap;jalan;address;alamat faskes;alamat plkk",
      .phone: """
      telepon;telp;no telp;nomor telepon;no hp wa;no telepon;no tlp;tlp;phone;telephone;no hp;no wa
      nomor telp;kontak;no kontak;telepon igd;telp igd;no telp igd
      """,
      .phoneArea: "kode area;kode area telepon;area",
      .phoneNumber: "nomor;no telepon kantor;nomor telepon kantor",
      .phoneExtension: "ext;extension;ekstensi;no ext",
      .branch: "kantor;kantor cabang;cabang;kacab;kantor cabang pembina;branch",
      .branchRegion: "kanwil;kantor wilayah",
      .officialCode: "kode faskes;no faskes;kode plkk;kode ppk;kode;code;kode rs",
      .status: "status;is active;aktif;status pks;status kerjasama;status kerja sama;active",
      .agreement: """
      no pks;nomor pks;pks;no perjanjian;nomor perjanjian;no perjanjian kerja sama
      nomor perjanjian kerja sama;no kontrak;pks number
      """,
      .validFrom: """
      tgl mulai;tanggal mulai;mulai;tgl awal;tanggal awal;berlaku mulai;tmt;valid from;start
      tanggal mulai pks;tgl mulai pks;tgl pks;tanggal pks;mulai berlaku
      """,
      .validTo: """
      tgl akhir;tanggal akhir;tgl berakhir;tanggal berakhir;masa berlaku;berakhir;berlaku sampai
      valid to;valid until;end;tanggal akhir pks;tgl akhir pks;tgl berakhir pks;akhir berlaku
      berlaku s d;tanggal berakhir pks
      """,
      .latitude: "latitude;lat;lintang;y",
      .longitude: "longitude;long;lon;lng;bujur;x",
      .coordinates:
        "koordinat;titik koordinat;koordinat lokasi;lat long;lat lon;coordinates;latlong",
      .note: "keterangan;catatan;ket;note;notes",
      .verified: "tanggal verifikasi;tgl verifikasi;diverifikasi;verified;verified at;tgl update",
    ]
    var aliases: [String: ListField] = [:]
    for field in ListField.allCases {
      for word in (words[field] ?? "").split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
        let key = key(String(word))
        if aliases[key] == nil { aliases[key] = field }
      }
    }
    return aliases
  }()
}
