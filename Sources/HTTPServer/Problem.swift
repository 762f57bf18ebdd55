internal import Application
internal import Formats
internal import HTTPTypes
internal import Schema
internal import Wording

/// Why a request has no answer (RFC 9457): what, where, what is allowed.
struct Problem: Error, Sendable {
  /// The kind of fault, a word for programs.
  var code: String
  /// Status of the answer.
  var status: HTTPResponse.Status
  /// The sentence for people.
  var detail: Phrase
  /// The parameter, field or part of the request.
  var field: String?
  /// What is allowed there.
  var allowed: [String] = []
  /// What else a program can use: likely places, the id of today.
  var members: [RecordField] = []
  /// Fields of the head of the answer.
  var fields = HTTPFields()
  /// Whether a person may be in danger: the number to call comes first.
  var isEmergency = false

  init(
    _ code: String, _ status: HTTPResponse.Status, field: String? = nil, allowed: [String] = [],
    members: [RecordField] = [], _ detail: Phrase
  ) {
    self.code = code
    self.status = status
    self.detail = detail
    self.field = field
    self.allowed = allowed
    self.members = members
  }

  /// The sentence in a language.
  func sentence(_ language: Language) -> String {
    isEmergency ? "\(language.callFirst). \(detail.text(language))" : detail.text(language)
  }

  /// The members of the JSON object, in their order.
  func record(_ language: Language) -> [RecordField] {
    var record: [RecordField] = []
    if isEmergency { record.append(RecordField("call", .text(EmergencyAnswer.call))) }
    record += [
      RecordField("type", .text("about:blank")),
      RecordField("title", .text(status.reasonPhrase)),
      RecordField("status", .integer(status.code)), RecordField("code", .text(code)),
      RecordField("detail", .text(sentence(language))),
    ]
    if let field { record.append(RecordField("field", .text(field))) }
    if !allowed.isEmpty { record.append(RecordField("allowed", .list(allowed))) }
    return record + members
  }

  /// The JSON object.
  func body(_ language: Language) -> String {
    var json = JSONWriter()
    json.object { $0.members(record(language)) }
    return json.text
  }

  /// Foreign text made short and plain enough for a sentence.
  static func shown(_ text: some StringProtocol) -> String {
    let clean = text.unicodeScalars.filter { scalar in
      let category = scalar.properties.generalCategory
      return category != .control && category != .format
    }
    let short = String(String.UnicodeScalarView(clean.prefix(60)))
    return clean.count > 60 ? short + "…" : short
  }
}

extension Problem {
  // MARK: Requests

  static var unreadableRequest: Problem {
    Problem(
      "unreadable_request", .badRequest,
      Phrase(
        id: "permintaan ini bukan HTTP yang sah", en: "this is no valid request of HTTP"))
  }

  static func headersTooLarge(_ limits: HTTPLimits) -> Problem {
    Problem(
      "headers_too_large", .requestHeaderFieldsTooLarge,
      Phrase(
        id: "kepala permintaan paling banyak \(limits.headerBytes) byte dan \(limits.headerFields) "
          + "baris",
        en: "the head of a request may have \(limits.headerBytes) bytes and \(limits.headerFields) "
          + "fields"))
  }

  static var tooSlow: Problem {
    Problem(
      "too_slow", .requestTimeout,
      Phrase(id: "permintaan datang terlalu lambat", en: "the request came in too slowly"))
  }

  static var busy: Problem {
    var problem = Problem(
      "busy", .serviceUnavailable,
      Phrase(
        id: "sambungan sudah terlalu banyak; coba lagi nanti",
        en: "there are too many connections; try again later"))
    problem.fields[.retryAfter] = "1"
    return problem
  }

  static func tooManyRequests(_ limits: HTTPLimits) -> Problem {
    var problem = Problem(
      "too_many_requests", .tooManyRequests,
      Phrase(
        id: "lebih dari \(limits.requestsPerSecond) permintaan sedetik dari alamat ini",
        en: "more than \(limits.requestsPerSecond) requests a second from this address"))
    problem.fields[.retryAfter] = "1"
    return problem
  }

  static var internalFault: Problem {
    Problem(
      "internal_fault", .internalServerError,
      Phrase(
        id: "kesalahan di dalam server; sudah dicatat",
        en: "a fault within the server; it was logged"))
  }

  static func unavailable(_ why: Phrase) -> Problem {
    var problem = Problem("unavailable", .serviceUnavailable, why)
    problem.fields[.retryAfter] = "5"
    return problem
  }

  static var notFound: Problem {
    Problem(
      "not_found", .notFound, field: "path",
      Phrase(
        id: "tidak ada apa-apa di alamat ini; lihat /openapi.json",
        en: "there is nothing at this address; see /openapi.json"))
  }

  static var badPath: Problem {
    Problem(
      "bad_path", .badRequest, field: "path",
      Phrase(
        id: "alamat tidak sah: persen-kode rusak, “..”, atau bukan UTF-8",
        en: "no valid path: broken percent-encoding, “..”, or not UTF-8"))
  }

  static func targetTooLong(_ bytes: Int) -> Problem {
    Problem(
      "target_too_long", .uriTooLong, field: "path",
      Phrase(
        id: "alamat permintaan paling banyak \(bytes) byte",
        en: "the target of a request may have \(bytes) bytes"))
  }

  static func methodNotAllowed(_ methods: [String]) -> Problem {
    var problem = Problem(
      "method_not_allowed", .methodNotAllowed, field: "method", allowed: methods,
      Phrase(
        id: "metode ini tidak ada di sini; yang ada: \(methods.joined(separator: ", "))",
        en: "this method is not offered here; offered are \(methods.joined(separator: ", "))"))
    problem.fields[.allow] = methods.joined(separator: ", ")
    return problem
  }

  static func notAcceptable(_ offered: [String]) -> Problem {
    Problem(
      "not_acceptable", .notAcceptable, field: "Accept", allowed: offered,
      Phrase(
        id: "tidak ada bentuk yang diminta Accept; yang ada: \(offered.joined(separator: ", "))",
        en: "none of the forms in Accept is offered; offered are "
          + offered.joined(separator: ", ")))
  }

  static func unsupportedMediaType(_ accepted: [String]) -> Problem {
    Problem(
      "unsupported_media_type", .unsupportedMediaType, field: "Content-Type", allowed: accepted,
      Phrase(
        id: "Content-Type harus \(accepted.joined(separator: " atau ")), tanpa Content-Encoding",
        en: "Content-Type must be \(accepted.joined(separator: " or ")), without Content-Encoding"))
  }

  static func contentTooLarge(_ bytes: Int) -> Problem {
    Problem(
      "content_too_large", .contentTooLarge, field: "body",
      Phrase(id: "isi paling banyak \(bytes) byte", en: "the body may have \(bytes) bytes"))
  }

  static var unexpectedBody: Problem {
    Problem(
      "unexpected_body", .badRequest, field: "body",
      Phrase(id: "permintaan ini tidak boleh berisi", en: "this request may have no body"))
  }

  // MARK: Parameters

  static func unknownParameter(_ name: String, _ allowed: [String]) -> Problem {
    Problem(
      "unknown_parameter", .badRequest, field: shown(name), allowed: allowed,
      Phrase(
        id: "parameter “\(shown(name))” tidak dikenal" + listed(allowed, "; yang ada: "),
        en: "unknown parameter “\(shown(name))”" + listed(allowed, "; there are: ")))
  }

  static func doubledParameter(_ name: String) -> Problem {
    Problem(
      "doubled_parameter", .badRequest, field: name,
      Phrase(
        id: "parameter \(name) ditulis dua kali", en: "the parameter \(name) is given twice"))
  }

  static func missingParameter(_ names: [String]) -> Problem {
    Problem(
      "missing_parameter", .badRequest, field: names.first, allowed: names,
      Phrase(
        id: "perlu parameter \(names.joined(separator: " atau "))",
        en: "the parameter \(names.joined(separator: " or ")) is needed"))
  }

  static func conflictingParameters(_ names: [String]) -> Problem {
    Problem(
      "conflicting_parameters", .badRequest, field: names.first, allowed: names,
      Phrase(
        id: "pilih satu saja: \(names.joined(separator: ", "))",
        en: "choose one of: \(names.joined(separator: ", "))"))
  }

  static func wrongValue(_ name: String, _ value: String, _ allowed: String) -> Problem {
    Problem(
      "wrong_value", .badRequest, field: name, allowed: [allowed],
      Phrase(
        id: "\(name): “\(shown(value))” tidak sah; yang boleh: \(allowed)",
        en: "\(name): “\(shown(value))” is not valid; allowed: \(allowed)"))
  }

  static func brokenEncoding(_ part: String) -> Problem {
    Problem(
      "broken_encoding", .badRequest, field: "query",
      Phrase(
        id: "“\(shown(part))” bukan persen-kode UTF-8 yang sah (NAMA=NILAI, dipisah &)",
        en: "“\(shown(part))” is no valid percent-encoded UTF-8 (NAME=VALUE, with & between)"))
  }

  private static func listed(_ words: [String], _ lead: String) -> String {
    words.isEmpty ? "" : lead + words.joined(separator: ", ")
  }
}
