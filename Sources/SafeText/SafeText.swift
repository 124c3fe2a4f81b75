/// Placeholder.
enum SafeTextRoom {}
