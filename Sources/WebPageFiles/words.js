// Words of the page itself, Indonesian and English side by side. What is said of sites, of answers and
// of law comes with the list (sites.json), from the same table as everywhere else in the project.

export const words = {
  where: ["Di mana? Koordinat, tautan peta, Plus Code, atau nama tempat", "Where? Coordinates, a map link, a Plus Code or a place name"],
  find: ["Cari", "Find"],
  example: ["Contoh: -3.3194, 114.5908 · 3°19'10\" LS 114°35'27\" BT · Satui, Tanah Bumbu", "Examples: -3.3194, 114.5908 · 3°19'10\" S 114°35'27\" E · Satui, Tanah Bumbu"],
  here: ["Posisi saya", "My position"],
  occasion: ["Keadaan", "Situation"],
  emergency: ["Gawat darurat", "Emergency"],
  ordinary: ["Tidak gawat", "No emergency"],
  map: ["Peta", "Map"],
  byName: ["Cari fasilitas menurut nama", "Find a facility by name"],
  name: ["Nama fasilitas, id, atau alamat", "Name of a facility, id or address"],
  byRegency: ["Daftar menurut kabupaten", "List by regency"],
  regency: ["Kabupaten atau kota", "Regency or city"],
  choose: ["Pilih …", "Choose …"],
  deadline: ["Batas lapor kecelakaan kerja", "Deadline for reporting a work accident"],
  privacy: ["Mencari lokasi di halaman ini tidak mengirim posisi Anda ke mana pun.", "Locating on this page sends your position nowhere."],
  ask175: ["BPJS Ketenagakerjaan:", "BPJS Ketenagakerjaan:"],
  plainList: ["Daftar tanpa JavaScript", "List without JavaScript"],
  credits: ["Fasilitas: daftar Kementerian Kesehatan 2019-2022 dan BPJS Kesehatan 2019, berita yang disebut pada tiap fasilitas. Batas wilayah: cahyadsn/wilayah_boundaries (MIT), BIG 2024. Sungai, danau, tetangga: Natural Earth.", "Facilities: lists of the Ministry of Health 2019-2022 and BPJS Kesehatan 2019, news as named with each facility. Boundaries: cahyadsn/wilayah_boundaries (MIT), BIG 2024. Rivers, lakes, neighbours: Natural Earth."],
  update: ["Edisi baru tersedia: muat ulang", "A new edition is here: reload"],
  dataOf: ["Data per {day}.", "Data as of {day}."],
  old: ["Data ini sudah {days} hari dan mungkin berubah. Buka halaman ini dengan jaringan untuk memperbaruinya.", "These data are {days} days old and may have changed. Open this page with a connection to renew them."],
  loading: ["Memuat daftar …", "Loading the list …"],
  reading: ["Memuat pembaca posisi …", "Loading the reader of positions …"],
  readingPlaces: ["Memuat nama tempat …", "Loading place names …"],
  locating: ["Mencari posisi …", "Looking for your position …"],
  refused: ["Posisi tidak diizinkan. Izinkan lokasi di pengaturan peramban, atau tulis posisi atau nama tempat di atas.", "The position was not allowed. Allow location in the browser's settings, or write a position or place name above."],
  unavailable: ["Posisi tidak didapat. Coba di tempat terbuka, atau tulis posisi atau nama tempat di atas.", "No position was found. Try in the open, or write a position or place name above."],
  failed: ["Daftar tidak bisa dimuat. Telepon 119; coba lagi bila ada jaringan.", "The list could not be loaded. Call 119; try again with a connection."],
  readerFailed: ["Pembaca posisi tidak bisa dimuat tanpa jaringan. “Posisi saya” tetap bisa dipakai.", "The reader of positions could not be loaded without a connection. “My position” still works."],
  empty: ["Tulis posisi atau nama tempat dahulu.", "Write a position or a place name first."],
  position: ["Posisi", "Position"],
  accuracy: ["ketelitian sekitar {distance}", "good to about {distance}"],
  regionLoading: ["Wilayah: sedang dimuat", "Region: being loaded"],
  hospitals: ["Rumah sakit terdekat, PLKK atau bukan (IGD belum dipastikan)", "Nearest hospitals, PLKK or not (emergency department not confirmed)"],
  plkk: ["PLKK terdekat", "Nearest PLKK"],
  nothing: ["Tidak ada fasilitas yang cocok.", "No facility matches."],
  straight: ["Jarak adalah garis lurus, bukan jarak jalan.", "Distances are straight lines, not roads."],
  line: ["{distance} garis lurus ke {direction}", "{distance} straight line {direction}"],
  phone: ["Telepon", "Call"],
  toMap: ["Buka di peta", "Open in maps"],
  share: ["Bagikan", "Share"],
  copied: ["Teks sudah disalin.", "The text was copied."],
  district: ["Kec. {name}", "district {name}"],
  more: ["{count} lagi: tulis nama lebih lengkap.", "{count} more: write more of the name."],
  age: ["{days} hari lalu", "{days} days ago"],
  when: ["Kapan kecelakaan terjadi atau penyakit didiagnosis?", "When did the accident happen, or was the disease diagnosed?"],
  zone: ["Zona waktu", "Time zone"],
  left: ["Sisa waktu: {hours} jam {minutes} menit.", "Time left: {hours} h {minutes} min."],
  lateBy: ["Terlambat: {hours} jam {minutes} menit.", "Late by: {hours} h {minutes} min."],
  zoomIn: ["Perbesar", "Zoom in"],
  zoomOut: ["Perkecil", "Zoom out"],
  mapLabel: ["Peta Kalimantan dengan fasilitas. Geser dengan tombol panah, perbesar dengan + dan −. Semua isinya juga ada di daftar.", "Map of Kalimantan with the facilities. Move with the arrow keys, zoom with + and −. All of it is in the lists too."],
  legendHospital: ["■ rumah sakit", "■ hospital"],
  legendClinic: ["● klinik", "● clinic"],
  legendPuskesmas: ["▲ puskesmas", "▲ puskesmas"],
  legendFull: ["penuh: daftar resmi atau berita; kosong: belum pasti PLKK; silang: tidak di daftar", "full: official list or news; hollow: not certain to be a PLKK; cross: not on the list"],
  legendYou: ["◎ posisi Anda dan ketelitiannya", "◎ your position and its uncertainty"],
  other: ["English", "Indonesia"],
};

let english = false;
/// The language of the page: `id` or `en`.
export const language = () => (english ? "en" : "id");
export const setLanguage = code => { english = code === "en"; };
/// One of a pair; a text that is the same in both stands alone.
export const pick = pair => (Array.isArray(pair) ? pair[english ? 1 : 0] : pair);
/// A word of the page with its marks filled in.
export const word = (name, values = {}) =>
  pick(words[name]).replace(/\{(\w+)\}/g, (mark, key) => (key in values ? values[key] : mark));
/// A whole number with the thousands of the language.
export const grouped = number =>
  String(number).replace(/\B(?=(\d{3})+$)/g, english ? "," : ".");
/// A day `yyyy-mm-dd` as the language writes it.
export const dayText = text => {
  const [year, month, day] = text.split("-");
  if (!english) return `${day}-${month}-${year}`;
  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  return `${Number(day)} ${months[month - 1]} ${year}`;
};
/// Today in days since 1970, in UTC+8 as most of Kalimantan has it.
export const today = () => Math.floor((Date.now() + 8 * 3600e3) / 86400e3);
