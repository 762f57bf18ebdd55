/// Texts as people, programs and pages write them, with what is right.
///
/// A line: latitude, longitude (`-` where a refusal is right), `must` or `may` (a refusal that says why
/// is right as well), the text with `\n`, `\t` and `\u{…}` for what does not show.
enum WrittenTexts {
  static let lines = (firstHalf + "\n" + secondHalf).split(separator: "\n").map(String.init)

  private static let firstHalf = #"""
    -3.7e-05 109.3425 must geo:-3.7e-05,109.3425
    50.086807 14.418887 must https://omaps.app/50.08680725097656,14.4188871383667
    -3.3194 114.5908 must lat/lng: (-3.3194,114.5908)
    - - may 60°, 30"
    -3.3194 114.5908 must 50M 232284mE 9632776mN
    48.277222 24.152222 must https://www.openstreetmap.org/?mlat=48.277222&mlon=24.152222&zoom=15
    -0.5022 117.1536 may \u{F02D}0.5022, 117.1536
    -0.5837 115.9982 must titik koordinat 115.9982 bujur dan -0.5837 lintang
    -3.3194 114.5908 must S 3° 19.164 , E 114° 35.448
    - - may -3.3194 LU 114.5908 BT
    - - may -3, 31, 114, 59
    -0.5022 117.1536 may Blok C1 0.5022 LS 117.1536 BT
    34.99393 -106.61568 must http://maps.google.com/maps?q=N34.99393,W106.61568
    -27.262556 18.548167 must 27.15.45,2S 18.32.53,4E
    -3.3194 114.5908 must {"type":"Point","coordinates":[114.5908,-3.3194]}
    - - may Koordinat - 0.5022, 117.1536
    -0.4768 115.9836 must 115.9836 bujur - -0.4768 lintang
    - - may 0, 0
    -3.3194 114.5908 must Lat/Long: -3.3194, 114.5908
    - - may 124°50' – 125°30' Bujur Timur (BT) dan 1°30' – 1°50' Lintang Utara (LU)
    -3.3194 114.5908 must <coordinates>114.5908,-3.3194,0</coordinates>
    -3.3194 114.5908 must -3.3194 LS 114.5908 BT
    -3.661 114.476833 must 03° 39,660'S / 114° 28,610'E
    -0.5022 117.1536 may (0.5022), 117.1536
    -3.3194 114.5908 must -3,3194 , 114,5908
    -0.5022 117.1536 must 1. -0.5022, 117.1536
    -0.11 117.15 may https://example.go.id/peta?lat=-0,11&lng=117,15
    -0.5022 117.1536 must -0.5022,\u{A0}117.1536
    - - may 23°45'12.2''S 18.33'56.7''E
    -3.3194 114.5908 may L: -3.3194 B: 114.5908
    -0.5022 117.1536 must -\u{A0}0.5022,\u{A0}117.1536
    -3.3194 114.5908 must Banjarmasin MHJR+68
    -3.114 115.016 may https://www.openstreetmap.org/?mlat=-3,114&mlon=115,016
    -3.3194 114.5908 must 6P8PMHJR＋68
    -3.319458 114.590786 must -3,31945763115396, 114,590785971969468
    -3.3194 114.5908 must -3.3194,114.5908,
    -3.3194 114.5908 may S031909.84 E1143526.88
    - - may N -68.648556 E -152.775879
    -3.3194 114.5908 must S3.3194E114.5908
    -3.3194 114.5908 must -3,3194\t114,5908
    - - may https://example.org/maps/@-3,11,114,59,17z
    22.92 118.95 must 22.92°N 118.95°E
    -3.319404 114.590803 must 50M KB 32284 32776
    40.123 -74.123 may 400722.8N740722.8W
    -3.591 114.484483 must 03° 35.460'S / 114° 29.069'E
    -3.3194 114.5908 must 3.3194 South, 114.5908 East
    -3.3194 114.5908 must [3, 19, 9.84] S [114, 35, 26.88] E
    -3.3194 114.5908 may https://grab.onelink.me/2695613898?af_dp=grab%3A%2F%2Fopen%3Flat%3D-3.3194%26lng%3D114.5908
    -3.3194 114.5908 must 3.3194~S 114.5908~E
    - - may Lintang Selatan (LS): 114.5908 Bujur Timur (BT): -3.3194
    - - may -3.3194, 114.5908 LIMT 3
    -3.3194 114.5908 must https://maps.apple.com/?ll=-3.3194,114.5908&q=Pin%20yang%20Dijatuhkan&t=m
    - - may 27.45.34  23.23.23 E
    -3.3194 114.5908 must Lat -3.3194 Long 114.5908 Akurasi ±5 m
    -3.3194 114.5908 must Lintang/Bujur: -3,3194/114,5908
    52.536213 13.417085 must https://share.here.com/l/52.536213398175434,13.417085409306102
    -0.5022 117.1536 must －０．５０２２，１１７．１５３６
    -3.3194 114.5908 may -3.3194,114.5908 mohon bantuan segera
    28.921944 -77.387222 must 28:55:19N, 77:23:14W
    -3.3194 114.5908 may 3\u{F0B0}19\u{F0A2}9.84\u{F0B2}S 114\u{F0B0}35\u{F0A2}26.88\u{F0B2}E
    - - may -3.3 114.5 foo 3
    -0.5022 117.1536 may 1. 0.5022 LS 117.1536 BT
    - - may -3.3194 114.5908 limit 3
    - - may -0.,5022 117.1536
    53.2731 4.8803 may 53 16.3863,4 52.8171
    -3.3194 114.5908 must -3.3194 Lintang Selatan (LS) dan 114.5908 Bujur Timur (BT)
    54.416667 -1.896111 may 54° 25' 0N 1° 53' 46W
    -6.2 106.816667 must 06°12'00" S (Lintang Selatan) 106°49'00" E (Bujur Timur)
    -0.5022 117.1536 must -٠.٥٠٢٢، ١١٧.١٥٣٦
    -3.3194 114.5908 must 114.59080 E  3.31940 S
    -3.3194 114.5908 must MHJR+68 Antasan Besar, Banjarmasin City, South Kalimantan
    -0.5022 117.1536 may 0.5022 di selatan, 117.1536
    45 -100 must 45.0ºN 100.0ºW
    -3.3194 114.5908 must -3,3194, 114.5908
    -29.942667 28.469333 must 29°56'33.6"S 28°28'09.6"E
    -23.43563 22.45634 must S23.43563 °  E22.45634 °
    -0.5022 117.1536 may âˆ’0.5022, 117.1536
    - - may S 27.45.34 S 23.23.23
    -3.3194 114.5908 must UTM Zona 50 Selatan 232284 9632776
    -3.3194 114.5908 may 3?19'9.84"S 114?35'26.88"E
    -0.5022 117.1536 must Samarinda: -0.5022, 117.1536
    - - may 3.3194 S 114.5908 B
    -3.3194 114.5908 must http://map.wap.qq.com/loc/detail.jsp?x=114.5908&y=-3.3194&md=1
    - - may -3 .3194 114 .5908
    -3.3194 114.5908 must geo:-3.3194,114.5908,25;u=10
    28.575305 -16.187387 must 28° 34' 31,098" N 16° 11' 14,592" W
    - - may 5 E-5
    2.0727 117.1475 must lon 117.1475 - lat 2.0727
    -3.3194 114.5908 may 3/1 19/1 984/100 S 114/1 35/1 2688/100 E
    -0.033333 109.333333 must 00° 02′ LS 109° 20′ BT
    -3.31 114.59 must -3,31 114,59
    45.829189 1.259372 may https://waze.com/ul/hu00uswvn3
    -3.3194 114.5908 may 3Ëš19'9.84"S 114Ëš35'26.88"E
    50.21972 -0.68453 must 50.21972°\u{A0}N, 0.68453°\u{A0}W
    47.092925 15.411024 must http://maps.google.com/maps?q=47.09292481347881%2C15.411024038922198%28GOLF+MEX-N4100BT+19.+Mai+2021%2C+21%3A37+acc%3D4%2C9%29
    50.7 7.116667 must N 50°42,000  E 007°07,000
    -0.95 114.89 must Muara Teweh, Barito Utara -0.95, 114.89
    -3.3194 114.5908 may -3.3194,114.5908,0
    - - may 11S 500000 3800000
    42.293342 -75.836456 must 42 deg 17' 36.03" N, 75 deg 50' 11.24" W
    44.43075 -72.041417 must N 44° 25.845 , W 72° 02.485
    -0.5022 117.1536 may \u{30FC}0.5022, 117.1536
    -3.3194 114.5908 must 3.19.09.8S 114.35.26.9E
    -3.3194 114.5908 must Bujur\tLintang\n114,5908\t-3,3194
    -3.3194 114.5908 may 3.3194S 114.5908E 12 Mar 2024 14.30
    -3.3194 114.5908 may 3ø19'9.84"S 114ø35'26.88"E
    -3.3194 114.5908 must <wpt lat="-3.3194" lon="114.5908"><ele>25.0</ele><time>2024-03-12T06:15:00Z</time><name>CAMP 45</name></wpt>
    - - must 375651 N 093000 W
    -3.3194 114.5908 must 50 M 0232284\nUTM 9632776
    46.0 8.0 may 46,8
    - - may ¡0.5022, 117.1536
    -3.3194 114.5908 must 3° 19' 9,84" S 114° 35' 26,88" E
    -3.3194 114.5908 must [12/03/24 14.30.22] Budi: lokasi kecelakaan -3.3194,114.5908
    - - may N 55° 02,550 W 349° 49,975
    50.086807 14.418887 must https://omaps.app/map?v=1&ll=50.08680725097656,14.4188871383667
    -3.3194 114.5908 must google.navigation:q=-3.3194 ,114.5908
    -0.5022 117.1536 may -0·5022, 117·1536
    -0.5 117.15 may -0. 50, 117. 15
    -3.3194 114.5908 may <-3.31940000,+114.59080000> +/- 5.00m (speed -1.00 mps / course -1.00) @ 12/03/24, 14.30.00 Waktu Indonesia Tengah
    - - may -3'3194 114'5908
    2.0727 117.1475 must Bujur 117.1475 - Lintang 2.0727
    - - may 44,567
    2.0727 117.1475 must X 117.1475 - Y 2.0727
    - - may CMGRW4+7J
    48.437316 -124 must 48.437316, -124
    -3.3194 114.5908 must 3.3194 LS, 114.5908
    """#
}
