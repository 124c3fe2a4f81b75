/// What becomes of one key that three texts have, or have not.
enum KeyMerge: Equatable {
  case keepOurs
  case takeTheirs
  case conflict

  /// Values are compared as texts: who only laid one out anew has changed it, too.
  init(base: String?, ours: String?, theirs: String?) {
    if ours == theirs || base == theirs {
      self = .keepOurs
    } else if base == ours {
      self = .takeTheirs
    } else {
      self = .conflict
    }
  }
}
