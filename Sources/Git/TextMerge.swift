internal import CGit2

/// A merge of texts line by line, as `git merge-file` does it.
package struct TextMerge: Sendable, Hashable {
  package let bytes: [UInt8]
  /// False when conflict markers are left in it.
  package let isClean: Bool

  /// Merges what `ours` and `theirs` made of `base`; conflicts are marked "ours" and "theirs".
  package init(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(GitError) {
    _ = LibGit2.start
    var options = git_merge_file_options()
    git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION))
    var result = git_merge_file_result()
    let code = "ours".withCString { our in
      "theirs".withCString { their in
        options.our_label = our
        options.their_label = their
        return Self.merge(&result, base, ours, theirs, &options)
      }
    }
    guard code == 0 else { throw GitError(code: code, while: "merge texts", in: "git") }
    defer { git_merge_file_result_free(&result) }
    isClean = result.automergeable == 1
    bytes = Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
  }

  private static func merge(
    _ result: inout git_merge_file_result, _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8],
    _ options: inout git_merge_file_options
  ) -> Int32 {
    withInput(base) { base in
      withInput(ours) { ours in
        withInput(theirs) { theirs in git_merge_file(&result, base, ours, theirs, &options) }
      }
    }
  }

  private static func withInput<Value>(
    _ bytes: [UInt8], _ body: (UnsafePointer<git_merge_file_input>) -> Value
  ) -> Value {
    bytes.withUnsafeBytes { buffer in
      var input = git_merge_file_input()
      git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
      input.ptr = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      input.size = buffer.count
      return body(&input)
    }
  }
}
