internal import Synchronization

/// The keys of an open store, which a rotation replaces.
package final class SharedKeys: Sendable {
  private let ring: Mutex<KeyRing>

  package init(_ ring: KeyRing) { self.ring = Mutex(ring) }

  package func withLock<Value: Sendable>(_ body: (inout sending KeyRing) -> sending Value) -> Value
  {
    ring.withLock { body(&$0) }
  }
}
