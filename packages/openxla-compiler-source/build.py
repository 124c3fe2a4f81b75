"""Packs the pinned sources of the family: /src → one compressed piece per component in /out.

Runs in the build image; nothing of the sources is executed. It has run on Debian 12 over the real
repositories at the pins of 2023-10-27. It packs what package.json declares, which is what the
family compiles: no documentation sites, no third-party code but FlatCC. Two links of
openxla-pjrt-plugin into its own Bazel output are left out; they lead nowhere before a build.
"""

import sys
import time
from typing import Any

from kit import archives, inputs, packed_sources
from kit.packed_sources import IN, OUT, Source
from kit.verdict import Red, conclude

PACKAGE = "openxla-compiler-source"
COMPONENTS = ("flatcc", "iree", "openxla-nvgpu", "openxla-pjrt-plugin")


def judge(facts: dict[str, Any]) -> None:
    """A piece per component."""
    told = inputs.told(IN / "inputs.json")
    facts["target"] = told["target"]
    for source in packed_sources.sources(told, COMPONENTS):
        pack(source, facts)


def pack(source: Source, facts: dict[str, Any]) -> None:
    """Compresses one component's files."""
    started = time.monotonic()
    to = OUT / f"{source.component}.piece.xz"
    found = archives.files(source.place)
    if not found:
        raise Red(f"{source.component}: the declared paths have no file")
    names = (f"{PACKAGE}/{source.component}/{it.relative_to(source.place)}" for it in found)
    count = archives.piece(zip(names, found, strict=True), to)
    facts["files"].append(packed_sources.entry("piece", to))
    seconds, detail = round(time.monotonic() - started, 2), f"{count} files"
    check = {"name": f"pack-{source.component}", "outcome": "green", "detail": detail}
    facts["checks"].append(check | {"seconds": seconds})


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {"schema": 1, "package": PACKAGE, "target": ""}
    return conclude(OUT, facts | {"files": [], "checks": []}, judge)


if __name__ == "__main__":
    sys.exit(main())
