/// Placeholder.
enum PinningRoom {}
