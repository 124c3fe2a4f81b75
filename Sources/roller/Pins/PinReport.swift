import JSON

/// What one `roller pin` tells: its plan first, at the moment when there is something to say about it.
///
/// The plan's lines read as deeds ("iree held: …"), so they are not shown before the deed is done, unless
/// a line follows that says what has not been done.
struct PinReport {
  private let isJSON: Bool
  private var plan: String?
  /// What `--json` prints at the end.
  var json = JSONObject()

  init(isJSON: Bool, plan: String) {
    self.isJSON = isJSON
    self.plan = plan
  }

  mutating func say(_ text: String) {
    guard !isJSON else { return }
    if let plan { print(plan) }
    plan = nil
    print(text)
  }

  func end() {
    if isJSON { print(JSONValue.object(json).text(.indented)) }
  }
}
