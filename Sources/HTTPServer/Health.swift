internal import Formats
internal import HTTPTypes

/// Whether the process is alive and ready, and its figures.
enum Health {
  static func operations(_ sources: HTTPSources) -> [Operation] {
    [
      Operation(
        "alive", "/healthz", "Whether the process answers.", produces: [MediaType.text],
        schema: "Text"
      ) { _ in uncached("alive\n", MediaType.text) },
      Operation(
        "ready", "/readyz", "Whether questions and referrals can be served now.",
        produces: [MediaType.text], schema: "Text", problems: [.serviceUnavailable]
      ) { _ in
        if let trouble = await sources.trouble() { throw Problem.unavailable(trouble) }
        return uncached("ready\n", MediaType.text)
      },
      Operation(
        "metrics", "/metrics", "All figures of the process as Prometheus text.",
        produces: [MediaType.text], schema: "Text"
      ) { _ in uncached(sources.metrics(), MediaType.metrics) },
    ]
  }

  private static func uncached(_ text: String, _ form: String) -> Reply {
    var reply = Reply(text, form == MediaType.text ? form + "; charset=utf-8" : form)
    reply.fields[.cacheControl] = "no-store"
    return reply
  }
}
