/// Placeholder.
enum ReleaseHistoryRoom {}
