internal import Formats

/// Remarks that single rows of the tables carry beside their sources, as the tables have them in English.
enum SourceRemarks {
  /// A remark in a language; one that is not here stays as it is.
  static func text(_ remark: String, _ language: Language) -> String {
    language == .english ? remark : indonesian[remark] ?? remark
  }

  /// Whether a remark has its words in Indonesian.
  static func isKnown(_ remark: String) -> Bool { indonesian[remark] != nil }

  private static let indonesian: [String: String] = [
    "all service moved on 2025-01-01; old house in Murung Sari is empty":
      "semua layanan pindah pada 01-01-2025; gedung lama di Murung Sari kosong",
    "at Maburai since December 2017; the old house in Tanjung became RSUD Usman Dundrung "
      + "(portal.tabalongkab.go.id 2023-02)":
      "di Maburai sejak Desember 2017; gedung lama di Tanjung menjadi RSUD Usman Dundrung "
      + "(portal.tabalongkab.go.id 02-2023)",
    "moved from Jl. Kesuma Bangsa; operating there in January 2026 (borneoflash.com 2026-01-27)":
      "pindah dari Jl. Kesuma Bangsa; beroperasi di sana pada Januari 2026 (borneoflash.com 27-01-2026)",
    "moved on 2019-12-03..05 from Jl. H. Boejasin (jejakrekam.com 2019-11-29); earlier lists give the "
      + "old house":
      "pindah pada 3-5 Desember 2019 dari Jl. H. Boejasin (jejakrekam.com 29-11-2019); daftar "
      + "sebelumnya menyebut gedung lama",
    "new house occupied in 2023; earlier lists give the old house in Rantau Kiwa":
      "gedung baru ditempati pada 2023; daftar sebelumnya menyebut gedung lama di Rantau Kiwa",
    "opened on 2023-06-06; earlier lists give the old house on Jl. Basuki Rahmat":
      "dibuka pada 06-06-2023; daftar sebelumnya menyebut gedung lama di Jl. Basuki Rahmat",
    "outpatients at Bunut since 2023-09-25, two places allowed until the end of 2024, full move planned "
      + "for May 2025 (diskominfo.sanggau.go.id 2025-04-10); that the emergency department moved is not "
      + "confirmed":
      "rawat jalan di Bunut sejak 25-09-2023, dua tempat diizinkan sampai akhir 2024, pindah penuh "
      + "direncanakan Mei 2025 (diskominfo.sanggau.go.id 10-04-2025); belum dipastikan bahwa IGD-nya ikut "
      + "pindah",
    "place named in BPJS Kesehatan list 2019: Klinik Permata Bunda, Sungai Loban (taken for number 1 of "
      + "the report: same locality Sebamban, Sungai Loban)":
      "tempat menurut daftar BPJS Kesehatan 2019: Klinik Permata Bunda, Sungai Loban (dianggap nomor 1 "
      + "dalam berita: daerahnya sama, Sebamban, Sungai Loban)",
    "place named in https://www.antaranews.com/berita/3210229/pemerintah-pusat-siapkan-pusat-layanan-"
      + "kesehatan-tunjang-ikn-nusantara":
      "tempat menurut https://www.antaranews.com/berita/3210229/pemerintah-pusat-siapkan-pusat-layanan-"
      + "kesehatan-tunjang-ikn-nusantara",
    "the point of the list stood in Batulicin town, 7.6 km outside the village Sepunggur":
      "titik dalam daftar berada di kota Batulicin, 7,6 km di luar Desa Sepunggur",
    "the point stood 9.9 km outside Mekar Sari":
      "titik dalam daftar berada 9,9 km di luar Mekar Sari",
    "the point stood in Long Apari, 27 km outside Long Lunuk":
      "titik dalam daftar berada di Long Apari, 27 km di luar Long Lunuk",
    "point of Nusantara (Wikidata, printed at m.sunglaze.net/ca/Nusantara); the hospital is in the "
      + "government core area (KIPP) around it, the building itself is not placed":
      "titik Nusantara (Wikidata, menurut m.sunglaze.net/ca/Nusantara); rumah sakitnya di kawasan inti "
      + "pemerintahan (KIPP) di sekitarnya, gedungnya sendiri tidak diketahui letaknya",
    "same address (Jl. Panglima Batur Timur No. 42), points 19 m apart; clinic in the list of 2019, "
      + "hospital in the lists of 2021 and 2022":
      "alamatnya sama (Jl. Panglima Batur Timur No. 42), titiknya berjarak 19 m; klinik di daftar 2019, "
      + "rumah sakit di daftar 2021 dan 2022",
  ]
}
