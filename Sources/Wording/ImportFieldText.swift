public import Formats
public import Lists

/// Names for the columns of offices' lists.
extension Language {
  /// What a column was understood as.
  public func field(_ field: ListField) -> String {
    switch field {
    case .name: say(id: "nama", en: "name")
    case .kind: say(id: "jenis", en: "kind")
    case .careClass: say(id: "kelas", en: "class")
    case .ownership: say(id: "kepemilikan", en: "owner")
    case .beds: say(id: "tempat tidur", en: "beds")
    case .districtCode: say(id: "kode kecamatan", en: "district code")
    case .facilityID: "id"
    case .precision: say(id: "ketelitian posisi", en: "precision of the position")
    case .basis: say(id: "dasar PLKK", en: "what membership rests on")
    case .hours: say(id: "jam layanan", en: "opening hours")
    case .emergency: say(id: "IGD 24 jam", en: "emergency department day and night")
    case .services: say(id: "layanan", en: "services")
    case .regency: say(id: "kabupaten/kota", en: "regency")
    case .regencyCode: say(id: "kode kabupaten", en: "regency code")
    case .province: say(id: "provinsi", en: "province")
    case .district: say(id: "kecamatan", en: "district")
    case .village: say(id: "desa/kelurahan", en: "village")
    case .locality: say(id: "lokasi", en: "locality")
    case .address: say(id: "alamat", en: "address")
    case .phone: say(id: "telepon", en: "phone")
    case .phoneArea: say(id: "kode area telepon", en: "area code")
    case .phoneNumber: say(id: "nomor telepon", en: "phone number")
    case .phoneExtension: say(id: "ekstensi telepon", en: "extension")
    case .branch: say(id: "kantor cabang", en: "branch")
    case .branchRegion: say(id: "kantor wilayah", en: "region of the office")
    case .officialCode: say(id: "kode faskes", en: "official code")
    case .status: "status"
    case .agreement: say(id: "nomor PKS", en: "agreement number")
    case .validFrom: say(id: "PKS mulai", en: "agreement from")
    case .validTo: say(id: "PKS berakhir", en: "agreement until")
    case .latitude: say(id: "lintang", en: "latitude")
    case .longitude: say(id: "bujur", en: "longitude")
    case .coordinates: say(id: "koordinat", en: "coordinates")
    case .note: say(id: "keterangan", en: "note")
    case .verified: say(id: "tanggal diperiksa", en: "date checked")
    }
  }

  /// What a new list changed of a site.
  public func field(_ field: ChangedField) -> String {
    switch field {
    case .name: self.field(ListField.name)
    case .kind: self.field(ListField.kind)
    case .address: self.field(ListField.address)
    case .phone: self.field(ListField.phone)
    case .position: say(id: "posisi", en: "position")
    case .officialCode: self.field(ListField.officialCode)
    case .agreementNumber: self.field(ListField.agreement)
    case .start: self.field(ListField.validFrom)
    case .end: self.field(ListField.validTo)
    case .status: self.field(ListField.status)
    case .note: self.field(ListField.note)
    case .services: self.field(ListField.services)
    case .basis: self.field(ListField.basis)
    case .call: say(id: "telepon terakhir", en: "last call")
    case .doubts: say(id: "keraguan", en: "doubts")
    }
  }
}
