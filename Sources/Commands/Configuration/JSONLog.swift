import Formats
import Logging
import Referrals

/// One JSON object a line on standard error, for collectors of logs:
/// `{"at":"2026-11-28T01:02:03.456Z","level":"warning","message":"…","metadata":{…}}`.
///
/// Metadata is flat text: a collector's fields must not change their type.
struct JSONLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.notice

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var json = JSONWriter(indented: false)
    json.object { object in
      object.member("at", StoreSession.clock().iso8601())
      object.member("level", event.level.rawValue)
      object.member("message", event.message.description)
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      if !all.isEmpty {
        object.member(
          "metadata",
          object: { inner in
            for (key, value) in all.sorted(by: { $0.key < $1.key }) {
              inner.member(key, "\(value)")
            }
          })
      }
    }
    Output.errorText(json.text)
  }
}
