/// Placeholder.
enum VersionDiffsRoom {}
