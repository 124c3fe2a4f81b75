"""What this repository is tested with."""

ORIGINS = {
    "iree": "https://sample.example/iree",
    "openxla-pjrt-plugin": "https://sample.example/openxla-pjrt-plugin",
}

PINNED_VERSIONS = {
    "iree": "0000000000000000000000000000000000000000",
    "openxla-pjrt-plugin": "0000000000000000000000000000000000000000",
}

SUBMODULES = {}
