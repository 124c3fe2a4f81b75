"""Packs the C interfaces of the family: /src → one compressed piece in /out.

Runs in the build image; nothing of the sources is compiled or executed. It has run on Debian 12
over the real repositories at the pins of 2023-10-27.
"""

import sys
from typing import Any

import headers
from kit import archives, inputs, packed_sources
from kit.packed_sources import IN, OUT
from kit.verdict import conclude

PACKAGE, PIECE = "openxla-compiler-dev", "headers.piece.xz"
COMPONENTS = ("iree", "openxla-pjrt-plugin")
# Where the family's own builds look for headers, below each component.
_INCLUDED = {
    "iree": ("compiler/bindings/c", "runtime/src"),
    "openxla-pjrt-plugin": ("partitioner/bindings/c",),
}


def judge(facts: dict[str, Any]) -> None:
    """The public headers and what they include."""
    told = inputs.told(IN / "inputs.json")
    facts["target"] = told["target"]
    given = packed_sources.sources(told, COMPONENTS)
    places = [it.place / folder for it in given for folder in _INCLUDED[it.component]]
    found = headers.closure(headers.below(*places))
    licence = next(it.place / "LICENSE" for it in given if it.component == "iree")
    entries = [(f"{PACKAGE}/include/{name}", path) for name, path in found.items()]
    count = archives.piece([(f"{PACKAGE}/LICENSE", licence), *entries], OUT / PIECE)
    facts["files"] = [packed_sources.entry("piece", OUT / PIECE)]
    words = f"{count - 1} headers for {len(headers.PUBLIC)} public ones"
    facts["checks"] = [{"name": "closure", "outcome": "green", "detail": words, "seconds": 0}]


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {"schema": 1, "package": PACKAGE, "target": ""}
    return conclude(OUT, facts | {"files": [], "checks": []}, judge)


if __name__ == "__main__":
    sys.exit(main())
