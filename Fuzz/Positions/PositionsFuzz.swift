import Geo
import Positions

/// libFuzzer's entry: any bytes as a position, with the promises that hold for every text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  do throws(PositionError) {
    switch try PositionText.parse(text) {
    case .position(let reading):
      check(reading)
      checkParts(reading)
    case .place(let name):
      precondition(!name.isEmpty && name.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    case .shortPlusCode(let code, _):
      precondition(ShortPlusCode(code.text) == code)
      if let reference = Position(latitude: -2.2, longitude: 113.9),
        let reading = code.recovered(near: reference)
      {
        check(reading)
      }
    }
  } catch {
    precondition(error.excerpt.unicodeScalars.count <= 61)
    precondition(error.excerpt.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    error.readings.forEach(check)
  }
  return 0
}

/// The coordinate alone is the same place as within its text, or is not read at all.
private func checkParts(_ reading: PositionReading) {
  let core = reading.parts.filter { part in
    switch part.role {
    case .number, .sign, .hemisphere, .label, .unit, .separator: true
    default: false
    }
  }
  guard core.contains(where: { $0.role == .number }), core.count < reading.parts.count
  else { return }
  let text = core.map(\.text).joined(separator: " ")
  guard case .position(let again)? = try? PositionText.parse(text) else { return }
  precondition(abs(again.position.latitude - reading.position.latitude) < 1e-7, text)
  precondition(abs(again.position.longitude - reading.position.longitude) < 1e-7, text)
}

/// What is read can be written in degrees and read again at the same place.
private func check(_ reading: PositionReading) {
  precondition(reading.precisionMeters.isFinite && reading.precisionMeters >= 0)
  let text = PositionFormat.dms(reading.position, decimals: 4)
  _ = PositionFormat.utm(reading.position)
  _ = PositionFormat.mgrs(reading.position)
  _ = PositionFormat.plusCode(reading.position)
  guard abs(reading.position.latitude) > 1e-5 || abs(reading.position.longitude) > 1e-5 else {
    return
  }
  let again: PositionReading
  do throws(PositionError) {
    guard case .position(let found) = try PositionText.parse(text) else {
      preconditionFailure("not read back: \(text)")
    }
    again = found
  } catch {
    // A longitude west of Greenwich whose mirror is in Kalimantan is listed and not taken.
    precondition(error.code == .ambiguous && error.readings.count > 1, "not read back: \(text)")
    return
  }
  precondition(abs(again.position.latitude - reading.position.latitude) < 1e-7, text)
  precondition(abs(again.position.longitude - reading.position.longitude) < 1e-7, text)
}
