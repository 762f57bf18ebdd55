package import Application

extension WriteRequest {
  /// Refuses an id or a value that no store keeps.
  package func check() throws(StoreError) {
    if let id = requestID,
      !(1...WriteRequest.longestRequestID).contains(id.utf8.count)
        || !id.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    {
      throw .invalid(
        what: "request id", allowed: "1...\(WriteRequest.longestRequestID) visible ASCII characters"
      )
    }
    for (field, text) in personal {
      guard text.utf8.count <= field.longest else {
        throw .invalid(what: field.rawValue, allowed: "at most \(field.longest) bytes")
      }
    }
  }
}
