"""How a family of repositories grows."""
