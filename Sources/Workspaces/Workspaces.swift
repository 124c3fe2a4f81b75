/// Placeholder.
enum WorkspacesRoom {}
