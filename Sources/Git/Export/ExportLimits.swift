/// How much an export may write before it is refused.
package struct ExportLimits: Sendable, Hashable {
  /// Files and folders together.
  package var entries: Int
  /// In bytes, all files together.
  package var total: Int
  /// In bytes, each file.
  package var file: Int

  package init(entries: Int = 200_000, total: Int = 2 << 30, file: Int = 256 << 20) {
    self.entries = entries
    self.total = total
    self.file = file
  }
}
