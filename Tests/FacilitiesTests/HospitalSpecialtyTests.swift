import Facilities
import Testing

@Suite("Special hospitals")
struct HospitalSpecialtyTests {
  @Test(
    "a name says what a special hospital is for",
    arguments: [
      ("RS Khusus Gigi Dan Mulut Gusti Hasan Aman", HospitalSpecialty.dental),
      ("RSGM Universitas", .dental), ("RS Mata Provinsi Kalimantan Timur", .eye),
      ("RS Jiwa Sambang Lihum", .psychiatric), ("RS Bersalin Nabasa Pontianak", .maternity),
      ("RS Ibu Anak Asih Balikpapan", .maternity), ("RSIA Annisa", .maternity),
      ("RSUD Ulin Banjarmasin", nil), ("RS Permata Hati", nil), ("RS Kanujoso Djatiwibowo", nil),
      ("RS Khusus Bedah Banjarmasin Siaga", nil), ("RSU Matahari", nil),
    ] as [(String, HospitalSpecialty?)])
  func names(name: String, specialty: HospitalSpecialty?) {
    #expect(HospitalSpecialty(name: name) == specialty)
  }

  @Test("the tables say of 26 hospitals what they are for, of none that it is general by its name")
  func embedded() throws {
    let special = try Directory.embedded(Fixture.tables).facilities.filter { $0.specialty != nil }
    #expect(special.count == 26, "\(special.map(\.name))")
    #expect(special.allSatisfy { $0.kind == .hospital })
    #expect(!special.contains { $0.name.hasPrefix("RSU") })
  }
}
