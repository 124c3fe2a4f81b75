"""Judges the archive of sources by unpacking it and naming every tree as git does: /in → /out.

Runs in the clean image. What is in the archive is what is pinned: the object id of each declared
path, computed from the unpacked files, is the one that the repository has at the pinned revision.
"""

import sys
from typing import Any

from build import COMPONENTS, PACKAGE
from kit import packed_sources, plan
from kit.environment import RECIPE
from kit.journal import Journal
from kit.packed_sources import INPUTS, OUT, SCRATCH
from kit.verdict import conclude


def judge(facts: dict[str, Any]) -> None:
    """Unpacks, compares, counts."""
    told = packed_sources.packed(INPUTS)
    facts |= {"target": told["target"], "version": told["version"]}
    journal = Journal(plan.read(RECIPE, told["target"]), OUT / "checks.jsonl")
    archive, folder = packed_sources.archive(told, PACKAGE), SCRATCH / PACKAGE
    given = packed_sources.sources(told, COMPONENTS)
    if journal.use("unpacks", lambda: packed_sources.unpacks(archive, PACKAGE)):
        journal.use("release", lambda: packed_sources.same_pins(folder, told, given))
        journal.use("trees", lambda: packed_sources.same_trees(folder, given))
    journal.conclude(facts)


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts(PACKAGE), judge)


if __name__ == "__main__":
    sys.exit(main())
