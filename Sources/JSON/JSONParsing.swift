internal import CJansson

/// What the parser takes before it refuses an input unread.
package struct JSONLimits: Sendable, Equatable {
  /// In bytes.
  package var size: Int

  package init(size: Int = 16 << 20) {
    self.size = size
  }
}

extension JSONValue {
  /// Parses the UTF-8 text `bytes`, which must be one JSON value and nothing else.
  ///
  /// Strict beyond RFC 8259, which leaves it open: duplicate keys are refused, integers must fit 64
  /// bits, nesting ends at jansson's limit of 2,048
  /// (<https://jansson.readthedocs.io/en/latest/conformance.html>). A byte order mark is skipped.
  package init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    guard bytes.count <= limits.size else { throw tooLarge(bytes.count, limit: limits.size) }
    guard !bytes.isEmpty else { throw empty() }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    var failure = json_error_t()
    let flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL
    let root = body.withUnsafeBytes { buffer in
      json_loadb(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, Int(flags), &failure)
    }
    guard let root else { throw JSONError(failure) }
    defer { cjansson_decref(root) }
    self = JSONValue(root)
  }

  /// Parses `text`; see ``init(parsing:limits:)-swift.init``.
  package init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }

  private init(_ raw: UnsafeMutablePointer<json_t>) {
    switch cjansson_typeof(raw) {
    case JSON_OBJECT: self = .object(JSONObject(Self.membersOf(raw)))
    case JSON_ARRAY:
      self = .array(
        (0..<json_array_size(raw)).compactMap { json_array_get(raw, $0) }.map(Self.init))
    case JSON_STRING: self = .string(stringValue(of: raw))
    case JSON_INTEGER: self = .integer(Int64(json_integer_value(raw)))
    case JSON_REAL: self = .real(json_real_value(raw))
    case JSON_TRUE: self = .bool(true)
    case JSON_FALSE: self = .bool(false)
    default: self = .null
    }
  }

  private static func member(_ key: UnsafePointer<CChar>, _ value: UnsafeMutablePointer<json_t>)
    -> (String, JSONValue)
  {
    (String(cString: key), JSONValue(value))
  }

  private static func membersOf(_ raw: UnsafeMutablePointer<json_t>) -> [(String, JSONValue)] {
    var pairs: [(String, JSONValue)] = []
    var iterator = json_object_iter(raw)
    while let place = iterator {
      if let key = json_object_iter_key(place), let value = json_object_iter_value(place) {
        pairs.append(member(key, value))
      }
      iterator = json_object_iter_next(raw, place)
    }
    return pairs
  }
}

private func stringValue(of raw: UnsafeMutablePointer<json_t>) -> String {
  guard let start = json_string_value(raw) else { return "" }
  let bytes = UnsafeRawBufferPointer(start: start, count: json_string_length(raw))
  return String(decoding: bytes, as: UTF8.self)
}

extension JSONError {
  fileprivate init(_ raw: json_error_t) {
    let message = withUnsafeBytes(of: raw.text) { buffer in
      // The last byte of jansson's text is its error code, so the text ends at the first NUL:
      // https://jansson.readthedocs.io/en/latest/apiref.html#c.json_error_t
      String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
    self.init(
      message: message, line: Int(raw.line), column: Int(raw.column), offset: Int(raw.position))
  }
}

private func tooLarge(_ size: Int, limit: Int) -> JSONError {
  JSONError(message: "\(size) bytes; the limit is \(limit)", line: 0, column: 0, offset: 0)
}

private func empty() -> JSONError {
  JSONError(message: "an empty input; expected one JSON value", line: 1, column: 0, offset: 0)
}

/// Why a text is not JSON, and where.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what was expected, in one line.
  package let message: String
  /// Counted from 1; 0 when the whole input is refused before it is read.
  package let line: Int
  /// Counted from 1, in characters; 0 at the start of a line or when unknown.
  package let column: Int
  /// Counted from 0, in bytes.
  package let offset: Int

  package init(message: String, line: Int, column: Int, offset: Int) {
    self.message = message
    self.line = line
    self.column = column
    self.offset = offset
  }

  package var description: String { "\(line):\(column): \(message)" }
}
