"""Judges the archive of C interfaces by unpacking it and following every include: /in → /out.

Runs in the clean image, which has no C compiler: that a program compiles against the headers is not
shown here, but that a compiler finds each of them is.
"""

import sys
from typing import Any

import headers
from build import COMPONENTS, PACKAGE
from kit import packed_sources, plan
from kit.environment import RECIPE
from kit.journal import Journal
from kit.packed_sources import INPUTS, OUT, SCRATCH
from kit.verdict import conclude


def judge(facts: dict[str, Any]) -> None:
    """Unpacks, follows, counts."""
    told = packed_sources.packed(INPUTS)
    facts |= {"target": told["target"], "version": told["version"]}
    journal = Journal(plan.read(RECIPE, told["target"]), OUT / "checks.jsonl")
    archive, folder = packed_sources.archive(told, PACKAGE), SCRATCH / PACKAGE
    given = packed_sources.sources(told, COMPONENTS)
    if journal.use("unpacks", lambda: packed_sources.unpacks(archive, PACKAGE)):
        journal.use("release", lambda: packed_sources.same_pins(folder, told, given))
        journal.use("headers", whole)
    journal.conclude(facts)


def whole() -> str:
    """Every include of every header is in the archive, and nothing else is."""
    include = SCRATCH / PACKAGE / "include"
    found = headers.closure(headers.below(include))
    there = {it.relative_to(include).as_posix() for it in include.rglob("*") if it.is_file()}
    stray = sorted(there - set(found))
    assert not stray, f"{stray[0]} is included by nothing"
    return f"{len(found)} headers, every include found"


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts(PACKAGE), judge)


if __name__ == "__main__":
    sys.exit(main())
