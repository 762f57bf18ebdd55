import Application
import Glibc
import Referrals
import Storage

/// What `plkk doctor` says of the disk, the backups and the clock.
enum DoctorHealth {
  private typealias Check = DoctorCommand.Check

  /// A backup older than this is worth a word.
  private static let freshBackup = TimeSpan.days(7)

  static func checks(_ health: StoreHealth, now: Instant) -> [DoctorCommand.Check] {
    [space(health), backup(health, now), clock(health, now)]
  }

  /// How full the disk is, and what is kept for the day on which it is full.
  private static func space(_ health: StoreHealth) -> DoctorCommand.Check {
    let name = say(id: "ruang disk", en: "disk space")
    guard let space = health.space else {
      return Check(
        name: name, state: .skipped,
        detail: say(id: "sistem tidak memberi tahu", en: "the system does not tell"))
    }
    let free = space.free >> 20
    let used = space.usedPercent
    let reserve = (health.reserve ?? 0) >> 20
    return Check(
      name: name, state: space.isNearlyFull ? .warning : .good,
      detail: say(
        id: "\(used) % terpakai, \(free) MiB kosong, cadangan ruang \(reserve) MiB",
        en: "\(used) % used, \(free) MiB free, \(reserve) MiB in reserve"))
  }

  /// How old the newest backup is.
  private static func backup(_ health: StoreHealth, _ now: Instant) -> DoctorCommand.Check {
    let name = say(id: "cadangan", en: "backup")
    guard let last = health.lastBackup else {
      return Check(
        name: name, state: .skipped,
        detail: say(id: "belum pernah dibuat", en: "none was ever made"))
    }
    let days = max(0, (now - last).milliseconds / TimeSpan.days(1).milliseconds)
    let time = StoreSession.text(last)
    return Check(
      name: name, state: now - last > freshBackup ? .warning : .good,
      detail: say(
        id: "terakhir \(time), \(days) hari yang lalu",
        en: "the newest is of \(time), \(days) days old"))
  }

  /// Whether the lists and corrections beside the database can all be read.
  static func lists(_ path: String) -> DoctorCommand.Check {
    let name = say(id: "daftar dan koreksi", en: "lists and corrections")
    guard access(path, F_OK) == 0 else {
      return Check(
        name: name, state: .skipped,
        detail: say(id: "belum ada yang dimasukkan", en: "none was taken in"))
    }
    do {
      let count = try SQLiteListStore.check(path)
      return Check(
        name: name, state: .good,
        detail: say(id: "\(count) terbaca", en: "\(count) can be read"))
    } catch {
      return Check(
        name: name, state: .wrong,
        detail: say(id: "rusak: ", en: "damaged: ") + Failures.path(path))
    }
  }

  /// Whether the clock was set back.
  private static func clock(_ health: StoreHealth, _ now: Instant) -> DoctorCommand.Check {
    let minutes = health.clockBehind.milliseconds / 60_000
    let time = StoreSession.text(now + health.clockBehind)
    return Check(
      name: say(id: "jam", en: "clock"), state: health.isClockBehind ? .wrong : .good,
      detail: health.isClockBehind
        ? say(
          id: "\(minutes) menit di belakang waktu yang pernah tercatat (\(time))",
          en: "\(minutes) minutes behind a time that was seen before (\(time))")
        : say(id: "tidak mundur", en: "was not set back"))
  }
}
