import Foundation
import Processes

/// The forge's own hook, which git runs for every branch that is pushed, whoever pushes and however:
/// <https://git-scm.com/docs/githooks#update>.
enum UpdateHook {
  /// Writes the hook where there is none, and anew where ours differs; a person's own stays.
  static func install(in repository: URL) throws {
    let folder = repository.appending(path: "hooks", directoryHint: .isDirectory)
    let hook = folder.appending(path: "update")
    if let found = try? String(contentsOf: hook, encoding: .utf8) {
      guard found != text, found.contains(mark) else { return }
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try WholeFile(hook).write(Array(text.utf8), mode: 0o755)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
  }

  /// Stands in every version of our hook.
  private static let mark = "# Keeps the default branch from being rewound or deleted"

  /// The required checks are judged as ``RequiredChecks`` does; the documents are those of
  /// ``CommitStatuses``, whose members stand on lines of their own.
  private static let text = """
    #!/bin/sh
    \(mark) (git help hooks, "update"),
    # or moved to a commit that lacks a required check. roller writes this file anew when it differs.
    export GIT_NO_REPLACE_OBJECTS=1
    ref=$1 old=$2 new=$3
    case $ref in
    refs/pull/*)
      echo "$ref: pull requests' references are not pushed to" >&2
      exit 1 ;;
    refs/replace/*)
      echo "$ref: replacements are not taken: they would change what is an ancestor of what" >&2
      exit 1 ;;
    esac
    [ "$ref" = "$(git symbolic-ref HEAD)" ] || exit 0
    case $old in *[!0]*) ;; *) exit 0 ;; esac
    case $new in
    *[!0]*) git merge-base --is-ancestor "$old" "$new" && forward=yes ;;
    esac
    if [ -z "$forward" ]; then
      echo "protected branch: $ref is only fast-forwarded" >&2
      exit 1
    fi
    wanted=$(git config --get-all \(RequiredCheck.setting)) || exit 0
    statuses=refs/forge/state:statuses/$(echo "$new" | cut -c 1-2)/$(echo "$new" | cut -c 3-).json
    git cat-file blob "$statuses" 2>/dev/null | WANTED=$wanted REF=$ref awk '
    \(judgement)
    ' && exit 0
    exit 1

    """

  private static let judgement = #"""
    function value(line) { sub(/^[^:]*: "/, "", line); sub(/",?$/, "", line); return line }
    function verdict(word) {
      if (word == "") return "expected"
      if (word ~ /^(success|neutral|skipped)$/) return "success"
      return word == "pending" ? "pending" : "failing"
    }
    function worse(a, b) {
      if (a == "expected") return b
      if (b == "expected" || a == "failing" || a == b) return a
      return b == "failing" || a == "success" ? b : a
    }
    /^ *"state": "/ { state = value($0) }
    /^ *"context": "/ { status[value($0)] = state }
    /^ *"name": "/ { name = value($0); conclusion = "pending" }
    /^ *"conclusion": "/ { conclusion = value($0) }
    /^ *"app": "/ { run[name] = conclusion; run[name ":" value($0)] = conclusion }
    END {
      total = split(ENVIRON["WANTED"], wanted, "\n")
      for (i = 1; i <= total; i++) {
        found = worse(verdict(status[wanted[i]]), verdict(run[wanted[i]]))
        if (found == "success") continue
        unmet++
        if (count[found]++ == 0) kinds = kinds (kinds == "" ? "" : " and ") found
        name = wanted[i]
        sub(/:[a-z0-9-]+$/, "", name)
      }
      if (!unmet) exit 0
      print "error: GH006: Protected branch update failed for " ENVIRON["REF"] "." > "/dev/stderr"
      if (total == 1) text = "Required status check \"" name "\" is " kinds "."
      else text = unmet " of " total " required status checks " \
        (kinds ~ / and / ? "have not succeeded: " kinds : "are " kinds) "."
      print "error: " text > "/dev/stderr"
      exit 1
    }
    """#
}
