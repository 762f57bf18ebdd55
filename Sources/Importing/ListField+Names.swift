internal import Lists

/// Names of columns.
extension ListField {
  /// The field that a column name means, or `nil`.
  ///
  /// A name out of nested data (`resource.position.latitude`) is tried whole, then by its last part.
  static func named(_ name: String) -> ListField? {
    // Every cell of a sheet is asked, as a second table may begin below the first: the cheap question first.
    guard name.utf8.count <= 200, let field = meant(by: name) else { return nil }
    return PersonalData.isPersonal(column: name) ? nil : field
  }

  private static func meant(by name: String) -> ListField? {
    let key = Header.key(name)
    if key.isEmpty { return nil }
    if let field = aliases[key] ?? plainer(name) { return field }
    guard name.utf8.contains(UInt8(ascii: ".")) else { return nil }
    let parts = name.split(separator: ".").filter { !$0.allSatisfy(\.isNumber) }
    guard parts.count > 1, let last = parts.last else { return nil }
    if let field = aliases[Header.key(parts.joined())] { return field }
    if let field = aliases[Header.key(parts.suffix(2).joined())] { return field }
    // The name, code or status of something inside a row is not the row's own.
    let isOwn = parts.dropLast().allSatisfy { wrappers.contains(Header.key(String($0))) }
    return aliases[Header.key(String(last))].flatMap { isOwn || $0.isPlace ? $0 : nil }
  }

  /// The field of a name with a remark in brackets (`Nama PLKK (sesuai PKS)`), with a word after it that
  /// says whose it is (`Alamat Faskes`), or with two names of one field (`No. Telp/HP`).
  private static func plainer(_ name: String) -> ListField? {
    // Most cells that are asked are values.
    guard !name.utf8.contains(where: { (48...57).contains($0) }) else { return nil }
    let plain =
      name.utf8.contains(UInt8(ascii: "(")) ? TextBytes.clean(withoutBrackets(name)) : name
    if plain != name, let field = aliases[Header.key(plain)] { return field }
    if plain.utf8.contains(UInt8(ascii: "/")) {
      let fields = Set(plain.split(separator: "/").map { aliases[Header.key(String($0))] })
      if fields.count == 1, let field = fields.first { return field }
    }
    guard let space = plain.lastIndex(of: " "), owners.contains(Header.key(String(plain[space...])))
    else { return nil }
    var words = plain.split(separator: " ")
    while words.count > 1, let last = words.last, owners.contains(Header.key(String(last))) {
      words.removeLast()
      if let field = aliases[Header.key(words.joined())] { return field }
    }
    return nil
  }

  private static func withoutBrackets(_ name: String) -> String {
    var depth = 0
    return String(
      name.filter { character in
        if character == "(" { depth += 1 }
        defer { if character == ")" { depth = max(0, depth - 1) } }
        return depth == 0
      })
  }

  /// Words after a column's name that say of what it is, where all of a list's rows are that.
  private static let owners: Set<String> = [
    "faskes", "plkk", "rs", "rstc", "ppk", "fasilitas", "kesehatan", "klinik", "provider",
    "lengkap", "pks",
  ]

  private var isPlace: Bool { self == .latitude || self == .longitude || self == .coordinates }

  /// Names under which services put the members of one row.
  private static let wrappers: Set<String> = [
    "resource", "attributes", "properties", "fields", "item", "data", "attribute", "node",
  ]

  private static let aliases: [String: ListField] = {
    let words: [ListField: String] = [
      .name: """
      nama;nama plkk;plkk;nama faskes;nama rs;nama ppk;fasilitas kesehatan;rumah sakit;provider;rstc
      trauma center;nama fasilitas;nama fasilitas kesehatan;nama rumah sakit;faskes;nama provider
      nama rstc;name;facility;facility name;nama rs klinik;nama rumah sakit klinik;nama puskesmas
      nama klinik;unit kerja;nama unit kerja;nama unit;displayname;nama fktp;nama fkrtl;puskesmas
      klinik;nama faskes tingkat pertama
      provider name;name of provider;hospital name;clinic name
      """,
      .kind: """
      jenis;jenis fasilitas;jenis faskes;tipe;tipe faskes;kategori;sub jenis fasilitas;kind;type
      jenis plkk;jenis fasilitas kesehatan;category;amenity;jenis sarana;type text;type display
      provider type;facility type
      """,
      .careClass: "care class;kelas;kelas rs;kelas rumah sakit;tipe rs;tipe rumah sakit;type rs",
      .ownership: "ownership;kepemilikan",
      .beds: "beds;tempat tidur;jumlah tempat tidur",
      .regency: """
      kota;kabupaten;kab kota;kabupaten kota;kota kab;kota kabupaten;wilayah;regency;kab
      nama kabupaten;daerah;nama kabupaten kota;nama kab kota;nama kota;region;city;parent name
      parent displayname;address city;city district;city regency;regency city
      """,
      .regencyCode: """
      kode kabupaten;kode kab;kode kab kota;kode kota;regency code;kode wilayah;kode kabupaten kota
      bps kode kabupaten kota;kode bps;kode wilayah bps;kode kab bps;kode kabupaten bps
      """,
      .province: "provinsi;propinsi;province;prov;nama provinsi;nama propinsi;state;address state",
      .district: "kecamatan;kec;district;nama kecamatan",
      .districtCode: "district code;kode kecamatan;kode kec",
      .village: "kelurahan;desa;desa kelurahan;kelurahan desa;village;nama desa;nama kelurahan",
      .locality: "lokasi;lokalitas;locality",
      .address: """
      alamat;alamat lengkap;jalan;address;alamat faskes;alamat plkk;alamat rs;address text
      address line;provider address;street address
      """,
      .phone: """
      telepon;telp;no telp;nomor telepon;no hp wa;no telepon;no tlp;tlp;phone;telephone;no hp;no wa
      nomor telp;kontak;no kontak;telepon igd;telp igd;no telp igd;contact number;nomor hp;nomor wa
      handphone;no handphone;hp;wa;whatsapp;no whatsapp;phone number;telecom value;contact
      wa igd;hp igd;hp wa igd;no hp igd;no wa igd;telpon;no telpon;nomor telpon;telepon kantor
      contact no;phone no;telephone no;telephone number
      """,
      .phoneArea: "kode area;kode area telepon;area",
      .phoneNumber: "no telepon kantor;nomor telepon kantor",
      .phoneExtension: "ext;extension;ekstensi;no ext",
      .branch: "kantor;kantor cabang;cabang;kacab;kantor cabang pembina;branch",
      .branchRegion: "kanwil;kantor wilayah",
      .officialCode: """
      kode faskes;no faskes;kode plkk;kode ppk;kode;code;kode rs;kode instansi;kode rumah sakit
      kode puskesmas;official code;identifier value;kode klinik
      """,
      .facilityID: "id;plkk id;id plkk;facility id",
      .status: """
      status;is active;aktif;status pks;status kerjasama;status kerja sama;active;plkk status
      """,
      .agreement: """
      no pks;nomor pks;pks;no perjanjian;nomor perjanjian;no perjanjian kerja sama
      nomor perjanjian kerja sama;no kontrak;pks number;agreement number
      """,
      .validFrom: """
      tgl mulai;tanggal mulai;mulai;tgl awal;tanggal awal;berlaku mulai;tmt;valid from;start
      tanggal mulai pks;tgl mulai pks;tgl pks;tanggal pks;mulai berlaku;agreement start
      start date;contract start
      """,
      .validTo: """
      tgl akhir;tanggal akhir;tgl berakhir;tanggal berakhir;masa berlaku;berakhir;berlaku sampai
      valid to;valid until;end;tanggal akhir pks;tgl akhir pks;tgl berakhir pks;akhir berlaku
      berlaku s d;tanggal berakhir pks;agreement end;masa berlaku pks;periode;periode pks
      tgl berlaku pks s d;tgl berlaku s d;tanggal berlaku s d;tanggal berlaku pks s d
      masa berlaku s d;masa berlaku pks s d;pks s d;s d;sampai;sampai dengan;akhir
      agreement expiry;expiry;expiry date;end date;contract end
      """,
      .latitude: "latitude;lat;lintang;y",
      .longitude: "longitude;long;lon;lng;bujur;x",
      .coordinates:
        """
      koordinat;titik koordinat;koordinat lokasi;lat long;lat lon;coordinates;latlong;titik lokasi
      google maps;gmaps;link maps;link google maps;tautan peta;link lokasi;share lokasi;shareloc
      url maps;peta;maps;titik gps;gps;posisi
      """,
      .precision: "position precision",
      .note: "keterangan;catatan;ket;note;notes;remark;remarks",
      .verified: "tanggal verifikasi;tgl verifikasi;diverifikasi;verified;verified at;tgl update",
      .basis: "plkk basis",
      .hours: """
      jam buka;jam operasional;jam layanan;jam pelayanan;opening hours;hari jam layanan
      """,
      .emergency: "igd 24 jam;ugd 24 jam;emergency 24h;igd 24jam;layanan igd 24 jam",
      .services: "layanan;pelayanan;services;jenis layanan;fasilitas layanan;kemampuan",
    ]
    var aliases: [String: ListField] = [:]
    for field in ListField.allCases {
      for word in (words[field] ?? "").split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
        let key = Header.key(String(word))
        if aliases[key] == nil { aliases[key] = field }
      }
    }
    return aliases
  }()
}
