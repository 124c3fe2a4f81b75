"""What this repository is tested with."""

ORIGINS = {
    "iree": "https://sample.example/iree",
    "jax": "https://sample.example/jax",
    "xla": "https://sample.example/xla",
}

PINNED_VERSIONS = {
    "iree": "0000000000000000000000000000000000000000",
    "jax": "0000000000000000000000000000000000000000",
    "xla": "0000000000000000000000000000000000000000",
}

SUBMODULES = {}
