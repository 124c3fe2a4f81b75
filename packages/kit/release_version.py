"""What this package is, what it was made of, and what is pinned beside it."""

import argparse as _argparse
import json as _json
from pathlib import Path as _Path
from typing import Any as _Any

_release: dict[str, _Any] = _json.loads(
    _Path(__file__).with_name("release.json").read_text(encoding="utf-8")
)

VERSION: str = _release["version"]
TARGET: str = _release["target"]

MADE_OF: dict[str, dict[str, str]] = _release["made-of"]
"""The published wheels that this package was made of and judged with: version, file and hash."""

PINNED_BESIDE: dict[str, dict[str, _Any]] = _release["pinned-beside"]
"""The other components of the release's pin set, which this package does not contain."""

PIN_SET: str = _release["pin-set"]
"""The digest of all pins together."""

FACTS: dict[str, _Any] = _release
"""All of it."""


def as_json() -> str:
    """All of it, for machines."""
    return _json.dumps(_release, indent=2)


def printed_if_asked(program: str, description: str) -> bool:
    """Reads the arguments of `program`; true after `--version`, which printed all of it."""
    parser = _argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--version", action="store_true", help="print version and pins as JSON")
    is_asked: bool = parser.parse_args().version
    if is_asked:
        print(as_json())
    return is_asked
