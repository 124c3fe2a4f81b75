"""Joins the headers and the release's pins into its archive: /built → /out. Runs in the build
image."""

import sys
from pathlib import Path
from typing import Any

from build import COMPONENTS, PACKAGE, PIECE
from kit import archives, packed_sources
from kit.packed_sources import BUILT, IN, OUT
from kit.verdict import conclude

README = Path(__file__).parent / "README.md"


def judge(facts: dict[str, Any]) -> None:
    """The archive, with the pins that only the release knows."""
    told = packed_sources.packed(IN / "inputs.json")
    facts |= {"target": told["target"], "version": told["version"]}
    texts = {
        f"{PACKAGE}/README.md": README.read_text(encoding="utf-8"),
        f"{PACKAGE}/release.json": packed_sources.manifest(
            told, packed_sources.sources(told, COMPONENTS)
        ),
    }
    to = OUT / f"{PACKAGE}-{told['version']}.tar.xz"
    archives.join([BUILT / PIECE], texts, to)
    facts["files"] = [packed_sources.entry(PACKAGE, to)]


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {"schema": 1, "package": PACKAGE, "target": "", "version": ""}
    return conclude(OUT, facts | {"files": [], "checks": []}, judge)


if __name__ == "__main__":
    sys.exit(main())
