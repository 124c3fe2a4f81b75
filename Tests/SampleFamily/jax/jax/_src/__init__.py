"""Not for import by others."""
