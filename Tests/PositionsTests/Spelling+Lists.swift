// What stands between, before and behind, and what becomes of a minus.

extension SpellingGenerator {
  static let separators = [
    ", ", " ", ",", "; ", ";", " / ", "/", " | ", "\n", "\t", "  ", " , ", " dan ", " & ", "\u{A0}",
    ",\n", " ; ", "|",
  ]

  /// What people write before a coordinate; the coordinate is what is meant.
  static let prefixes = [
    "1. ", "2) ", "(3) ", "#4 ", "No. 1 ", "Titik 1: ", "Titik 2 ", "P1 ", "P12: ", "BM-01 ",
    "A.1 ",
    "WP 7: ", "Station3: ", "Camp 45 ", "Camp 45: ", "KM 38 ", "Km 12,5 ", "KM. 38 ", "Blok C12 ",
    "Blok C1: ", "RT 05 RW 02 ", "RT.03/RW.01, ", "Desa 2, ", "Pos 3: ", "RW 2 ", "Koordinat (2): ",
    "jam 7 ", "jam 07.15 ", "pukul 14.30 WITA ", "06:15 ", "12/03/2024 ", "12-03-2024 ",
    "12 Mar 2024 ", "tgl 5 ", "[12/03/24 14.30.22] Budi: ", "acc 5 ", "akurasi 5 m ",
    "elevasi 25 m ",
    "Koordinat: ", "koordinat ", "Lokasi ", "Samarinda ", "Samarinda: ",
    "Samarinda, Kalimantan Timur ", "Kalimantan Selatan, ", "Kutai Barat ", "Banjarmasin Timur: ",
    "Barito Utara, ", "South Kalimantan ", "hp 081255512345 ", "Telp 0511-3252180 ",
    "+62 812-3456-7890 ", "mohon bantuan ", "tolong pak ", "Posisi saya di ", "• ", "📍", "📍 ",
    "PT ABC: ", "lokasi kecelakaan: ", "sekitar ", "SP 4 ", "Jl. A. Yani KM 5, ",
    "3 orang luka di ",
    "Titik koordinat : ", "GPS: ", "> ", "Sungai Danau, ", "Afdeling 3 ", "Foto 12: ",
    "2024-03-12T06:15:00Z ", "Camp Alpha (", "S. Parman, ",
  ]

  /// What may be anything: a refusal is as right as the reading.
  static let doubtfulPrefixes = [
    "3 ", "12 ", "1 ", "2, ", "3; ", "5 | ", "1\t", "foo 3 ", "Sukamaju 2 ", "Satui 2: ", "4: ",
    "T1 ",
    "S3 ", "B 7 ", "2/3 ", "3.5 ", "1,5 ", "U2: ", "E-5 ", "7-", "sel ", "lat sel ", "50 ", "99 ",
    "0. ", "3 3 ", "1 2 3 ", "a1b2 ", "x ", "BT ", "timur ",
    "strip ", "N ", "Unit 7 - ", "10.5 km ", "1. 2 ", "Selatan Banjarmasin ", "Barat Daya ",
  ]

  static let suffixes = [
    "", ".", ",", " mohon bantuan", " tolong cepat ya", ", Samarinda", ", Kalimantan Selatan",
    " elevasi 25 meter", " alt 12 m", " akurasi 5 m", " ±5 m", " (akurasi 5 m)", " jam 14.30 WITA",
    " pukul 07:15", " 12/03/2024 14:30 GMT +08:00", " 12 Mar 2024 14.30", " RT 05 RW 02", " KM 38",
    " Jl. A. Yani No. 12", ", Palangka Raya 74874", " hp 081255512345", " 25 mdpl", " 3 orang luka",
    " dekat jembatan", " Kutai Barat", " Banjarmasin Timur", "\nterima kasih", " !", " (Camp 45)",
    " 🙏", " Blok C12", "\n12/03/24 02:30 PM", " - mohon segera", " speed 0 kmh", " no. 3",
  ]

  static let doubtfulSuffixes = [
    " 3", " 5", " foo 3", " LIMT 3", ", 25", " 12 7", " B",
    " 2 3 4", " 0.5", " -1", " 1.5 2.5", " x 2", " 117", " 30", " /3", " 45 12",
  ]

  /// Each leads to the southern reading or a refusal.
  static let brokenSigns: [(String, String)] = [
    ("\u{AD}", ""), ("âˆ’", ""), ("â€“", ""), ("\u{F02D}", ""), ("˗", ""), ("¯", ""), ("⁃", ""),
    ("─", ""), ("ー", ""), ("&minus;", ""), ("&ndash;", ""), ("?", ""), ("_", ""), ("~", ""),
    ("≥", ""),
    ("¡", ""), ("ÿ", ""), (")", ""), ("¬", ""), ("minus ", ""), ("min ", ""), ("Minus: ", ""),
    ("negatif ", ""), ("neg. ", ""), ("(", ")"), ("(-)", ""), ("(-", ")"), ("±", ""), ("--", ""),
    ("strip ", ""), ("sel ", ""), ("minu ", ""), ("minuss ", ""), ("-\u{200B}", ""), ("−", ""),
    ("–", ""), ("—", ""), ("‑", ""), ("-\u{A0}", ""), ("- ", ""), ("﹣", ""), ("－", ""), ("", "-"),
    ("\u{FFFD}", ""), ("□", "x"), ("×", ""), ("÷", ""), ("=-", ""), ("▬", ""), ("‒", ""),
    ("|-", ""),
    ("mines ", ""), ("LS ", ""), ("selatan ", ""), ("di selatan ", ""), ("S ", ""), ("s.", ""),
    ("", " LS"),
    ("", " di selatan"), ("", " selatan"), ("", "S"), ("", " minus"), ("kurang ", ""),
    ("tanda minus ", ""), ("^", ""), ("!", ""), ("'-", ""), ("`-", ""),
  ]

  /// What may come between a minus and its number.
  static let intruders = [
    "\"", "'", "(", "[", "{", "<", "/", ":", ";", "=", ",", "*", "@", "&", "|", "·", "•", "→", "´",
    "`",
    "‘", "“", "„", "‚", "¦", "📍", "➡", "\n", "lat ", "Lat: ", "koordinat ", "titik: ", "sekitar ",
    "di ",
    "kira2 ", "a ", "x", "lat", "#", "~", "_", "%", "\u{2018}", "Ã¢Ë†â€™", "â€\"", "\u{200B}\"",
    ". ", " \"", " (",
    " 📍", "&minus;\"",
  ]

  /// What tears a number.
  static let tears = [
    "x", "#", "â", "jam", "No.", "RT", "min", "alt", "derajat", "rumah", "@", "_", "..", ".,", "\"",
    "(", ")",
    "\u{200B}", "\u{FEFF}", "Ã", "&", "%", "?", "!", "HD", "lt", "📍", "=", "~", "^",
  ]
}
