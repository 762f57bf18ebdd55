internal import Dispatch
public import Facilities
public import Geo

/// One answered position of a batch.
public struct BatchAnswer: Sendable {
  /// The position, or why there is none.
  public let query: Result<Position, LocateError>
  /// Nearest first, ties by id; empty where there is no position.
  public let found: [Hit]
}

extension Locator {
  /// Answers many positions, on all processors, in the order in which they are given.
  ///
  /// Each text is anything that `understand` reads; a plain pair of decimals takes a short way.
  ///
  /// - Parameters:
  ///   - texts: The positions.
  ///   - limit: How many facilities for each, 1 … `mostResults`.
  ///   - meters: How far at the most.
  ///   - filter: Which facilities.
  /// - Complexity: O(texts); memory for the answers to them only.
  public func nearest(
    toEach texts: [String], limit: Int, within meters: Double, filter: FacilityFilter
  ) -> [BatchAnswer] {
    let mask = directory.mask(filter)
    return withUnsafeTemporaryAllocation(of: BatchAnswer.self, capacity: texts.count) { answers in
      // Each share writes its own places only.
      nonisolated(unsafe) let answers = answers
      let share = 512
      DispatchQueue.concurrentPerform(iterations: (texts.count + share - 1) / share) { number in
        var neighbors: [Neighbor] = []
        for place in (number * share)..<min((number + 1) * share, texts.count) {
          answers.initializeElement(
            at: place,
            to: answer(texts[place], limit, meters, mask, &neighbors))
        }
      }
      return Array(UnsafeMutableBufferPointer(rebasing: answers[..<texts.count]).moved())
    }
  }

  private func answer(
    _ text: String, _ limit: Int, _ meters: Double, _ mask: [Bool], _ neighbors: inout [Neighbor]
  ) -> BatchAnswer {
    let position: Position
    if let plain = Self.plainPair(text) {
      position = plain
    } else {
      do {
        position = try understand(text).position
      } catch {
        return BatchAnswer(query: .failure(error), found: [])
      }
    }
    directory.grid.nearest(
      to: position, limit: limit, within: meters, where: { mask[$0] }, into: &neighbors)
    let found = neighbors.map {
      hit(
        Directory.Ranked(
          facility: directory.facilities[directory.places[$0.index]], meters: $0.meters),
        from: position)
    }
    return BatchAnswer(query: .success(position), found: found)
  }

  /// `-3.3194,114.5908` in Indonesia, latitude first, with points: no other reading exists.
  static func plainPair(_ text: String) -> Position? {
    guard text.utf8.count <= 40, let comma = text.utf8.firstIndex(of: UInt8(ascii: ",")) else {
      return nil
    }
    let parts = [text[..<comma], text[text.utf8.index(after: comma)...]]
    for part in parts {
      var digits = 0
      var points = 0
      for (place, byte) in part.utf8.enumerated() {
        switch byte {
        case 48...57: digits += 1
        case UInt8(ascii: "."): points += 1
        case UInt8(ascii: "-") where place == 0: break
        default: return nil
        }
      }
      // Two decimals that both have a point cannot be decimal commas.
      guard points == 1, digits >= 2 else { return nil }
    }
    guard let latitude = Double(parts[0]), let longitude = Double(parts[1]),
      (-11...6).contains(latitude), (95...141).contains(longitude)
    else { return nil }
    return Position(latitude: latitude, longitude: longitude)
  }
}

extension UnsafeMutableBufferPointer {
  /// The elements, moved out of the memory.
  fileprivate func moved() -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = buffer.moveInitialize(fromContentsOf: self)
    }
  }
}
