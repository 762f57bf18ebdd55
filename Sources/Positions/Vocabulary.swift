/// The words of coordinates and of what people write beside them, Indonesian and English.
enum PositionVocabulary {
  static let markers: [String: Marker] = {
    var all = [String: Marker]()
    func add(_ words: String, _ axis: Axis, _ sign: Int) {
      for word in words.split(separator: " ") {
        all[String(word)] = Marker(axis: axis, sign: sign, word: String(word))
      }
    }
    add("n lu u utara north northern", .latitude, 1)
    add("s ls selatan south southern", .latitude, -1)
    add("e bt t timur east eastern", .longitude, 1)
    add("w bb b barat west western", .longitude, -1)
    add("lat latitude latitud lintang y", .latitude, 0)
    add("lon long lng longitude longitud bujur x", .longitude, 0)
    return all
  }()

  /// Short for lintang and bujur, where both stand in a text; alone they are a storey or a name.
  static let initials: [String: Axis] = [
    "l": .latitude, "lt": .latitude, "ltg": .latitude, "lint": .latitude, "lnt": .latitude,
    "b": .longitude, "bj": .longitude, "bjr": .longitude, "buj": .longitude,
  ]

  /// Whole words that are a direction, and often part of a place's name.
  static let directions: Set<String> = set(
    "utara north northern selatan south southern timur east eastern barat west western")

  /// Names that have "Selatan" after them or "South" before them.
  static let southern: Set<String> = set(
    "kalimantan borneo sungai barito samarinda banjarmasin banjarbaru balikpapan pontianak hulu dusun "
      + "singkawang tarakan sampit bontang palangka")

  static let englishDirections: Set<String> = set(
    "north northern south southern east eastern west western")

  static let units: [String: AngleUnit] = [
    "deg": .degree, "degree": .degree, "degrees": .degree, "derajat": .degree, "drjt": .degree,
    "min": .minute, "minute": .minute, "minutes": .minute, "menit": .minute, "mnt": .minute,
    "sec": .second, "second": .second, "seconds": .second, "detik": .second, "dtk": .second,
  ]
  static let attachedUnits: [String: AngleUnit] = ["o": .degree, "d": .degree, "m": .minute]

  /// Words that are a minus sign.
  static let minus: Set<String> = set("minus min negatif negative neg")
  /// Words that are likely a lost or spoken sign, or a broken direction: never passed over before a
  /// number without a sign.
  static let nearMinus: Set<String> = set(
    "strip dash hyphen tanda mines kurang bawah below sub sel slt sltn selat lintangselatan utr tmr "
      + "brt sth mns ngatif negatip kecuali plus positif under less setrip stripe minas not hingga "
      + "sampai s/d to until antara between")

  /// Words before the accuracy in metres.
  static let accuracy: Set<String> = set(
    "akurasi accuracy acc ketelitian presisi precision hacc akurat accurate galat error")
  /// Words before a height in metres.
  static let altitude: Set<String> = set(
    "alt altitude elevasi elevation elev ele ketinggian tinggi height dpl mdpl amsl h el rl")
  /// Units of length after an accuracy or height.
  static let metres: Set<String> = set("m mt meter meters metre metres mtr")
  static let aboveSea: Set<String> = set("mdpl masl dpl amsl")

  static let zoneWords: Set<String> = set("utm zona zone zon")
  /// Words before the metres of a grid.
  static let metreLabels: Set<String> = set("easting northing")
  static let gridWords: Set<String> = set(
    "utm zona zone zon z m mt meter metre me mn mu ms easting northing tm grid")

  /// Words that carry no meaning in a coordinate but are no place names either.
  static let fillers: Set<String> = set(
    "koordinat koord kordinat coordinate coordinates coord coords gps titik lokasi location posisi "
      + "position datum fused network garis dd dms ddm mgrs utm zona zone zon pos latlng latlon wgs srid point multipoint hemisphere geo loc "
      + "tikor koor kord share shareloc")
  /// Words between the halves of a coordinate.
  static let connectors: Set<String> = set("dan and dengan serta antara lalu kemudian sama")

  /// Decimal marks as they are spoken.
  static let spokenMarks: Set<String> = set("koma titik point poin comma")

  static let notFinite: Set<String> = set("nan inf infinity")

  /// What stands for a position that a receiver does not have.
  static let noFix: Set<String> = set(
    "no fix none null nil na n a empty kosong tidak ada belum not yet available unavailable unknown searching "
      + "mencari sinyal signal lost hilang off mati error")

  /// Words before a number that belongs to them: addresses, posts, rows, things counted.
  static let numbered: Set<String> = set(
    "no nomor number nr num titik point poin pt stasiun station sta wp waypoint pos post rt rw km hm "
      + "kilometer blok block blk camp kamp desa kampung dusun gang gg jalan jl jln rumah unit site "
      + "lokasi lokal koordinat kordinat koord gps posisi data baris row line sp spbu sd smp sma smk "
      + "sdn smpn sman blog lot kavling kav lantai lt pit seam afdeling afd divisi div estate tph "
      + "petak tiang rig sumur well bm bts tower gardu jembatan simpang sektor sector tahap fase "
      + "kelas shift grup group tim team foto photo img gambar lampiran nomer kode pin paket dermaga "
      + "jetty hauling workshop mess gedung ruang kamar loket pintu gate rit trip tugu patok jalur tps api hotspot "
      + "korban pasien td tensi nadi gcs hr rr lv dt"
  )
  /// Words before the number by which a person is known.
  static let identities: Set<String> = set("nik ktp kpj bpjs nip npwp jht jkk jkn")
  /// Words before a time or date.
  static let timed: Set<String> = set("jam pukul pkl at tgl tanggal date time waktu hari")
  static let zones: Set<String> = set("wib wita wit utc gmt z am pm lt")
  static let months: Set<String> = set(
    "jan feb peb mar apr mei may jun jul agt agu aug agst sep sept okt oct nop nov des dec januari "
      + "februari pebruari maret april juni juli agustus september oktober november nopember desember "
      + "january february march june july august october december")
  /// Words after a number that they count.
  static let counted: Set<String> = set(
    "km kilometer m meter mtr orang org korban unit jam menit hari tahun thn th bulan bln minggu kg "
      + "ton liter buah pekerja karyawan karyawati pria wanita laki luka mps kmh kph knot knots ha "
      + "hektar hektare rit kali persen ekor")
  /// Points of the compass between the four, which no coordinate has.
  static let compass: Set<String> = set(
    "ne se sw nw nne ene ese sse ssw wsw wnw nnw tl tg bd bl tenggara")
  /// Letters that plates of cars begin with, those of Kalimantan and the ports that lorries come from.
  static let plates: Set<String> = set("b kt da kh kb ku l n d dd dk h ag f")

  /// Words before a speed, course or other measure of a receiver.
  static let measured: Set<String> = set(
    "speed kecepatan course heading hdg bearing direction kompas compass arah azimuth azimut vel bear brg zoom sat sats "
      + "satelit satellites hdop pdop vdop sacc vacc suhu temp")

  private static func set(_ words: String) -> Set<String> {
    Set(words.split(separator: " ").map { String($0) })
  }

  /// Whether a word may stand between a sign and its number: a label, "koordinat", "dan".
  static func isPassing(_ word: String) -> Bool {
    fillers.contains(word) || connectors.contains(word) || markers[word] != nil
      || zoneWords.contains(word)
  }

  /// Whether a word before a number without a sign may be a sign in words, spoilt.
  static func isNearMinus(_ word: String) -> Bool {
    if nearMinus.contains(word) { return true }
    guard word.utf8.count >= 4, !directions.contains(word) else { return false }
    return ["minus", "negatif", "negative", "selatan", "south"].contains { isWithinOne(word, $0) }
  }

  /// Whether one letter put in, left out or changed makes one word of the other.
  static func isWithinOne(_ one: String, _ two: String) -> Bool {
    let (a, b) = (Array(one.utf8), Array(two.utf8))
    guard abs(a.count - b.count) <= 1 else { return false }
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = min(
      min(a.count, b.count) - head, zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count)
    return max(a.count, b.count) - head - tail <= 1
  }
}
