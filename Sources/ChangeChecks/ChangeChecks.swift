/// Placeholder.
enum ChangeChecksRoom {}
