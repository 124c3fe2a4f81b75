"""What this compiler is, and what it was made from."""

import json as _json
from pathlib import Path as _Path
from typing import Any as _Any

_release: dict[str, _Any] = _json.loads(
    _Path(__file__).with_name("release.json").read_text(encoding="utf-8")
)

VERSION: str = _release["version"]
PACKAGE_SUFFIX = ""
TARGET: str = _release["target"]

REVISIONS: dict[str, str] = _release["revisions"]
"""The source revisions that the compiler's binaries say they were built from, such as `IREE`."""

ELEMENTAL: dict[str, dict[str, _Any]] = _release["elemental"]
"""The elemental wheels of this release: version, revision map and file of each."""

MADE_OF: dict[str, dict[str, str]] = _release["made-of"]
"""The published wheel that this compiler was made of: version, file and hash."""

PINNED_BESIDE: dict[str, dict[str, _Any]] = _release["pinned-beside"]
"""The other components of the release's pin set, which this compiler does not contain."""

PIN_SET: str = _release["pin-set"]["digest"]
"""The digest of all pins together."""

PINS: dict[str, dict[str, _Any]] = _release["pin-set"]["pins"]
"""Every component of the family and where it stands, as in `version_info.json`."""


def as_json() -> str:
    """All of it, for machines."""
    return _json.dumps(_release, indent=2)
