package import Application
package import Foundation

/// The one way that values become bytes in the file.
package enum Coding {
  package static func encode(_ value: some Encodable) throws(StoreError) -> Data {
    do { return try CanonicalJSON.encode(value) } catch { throw .inconsistent("unencodable value") }
  }

  package static func decode<Value: Decodable>(_: Value.Type, _ bytes: Data) throws(StoreError)
    -> Value
  {
    do {
      return try JSONDecoder().decode(Value.self, from: bytes)
    } catch {
      throw .inconsistent("unreadable value")
    }
  }
}
