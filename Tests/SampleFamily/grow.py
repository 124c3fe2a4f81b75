"""Grows the sample family: a small OpenXLA of real repositories, and a release repository for it.

    grow.py --to FOLDER [--stage 1…4] [--until EVENT] [--seed N]

FOLDER/upstreams/*.git have the histories, FOLDER/events.json says what happened in them,
FOLDER/release is the release repository (made once, then left alone: it moves by its own rolls).
Equal arguments give equal bytes. A later stage is the same past with more after it; stage 4 forces
a branch.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from growing.family import Family, founded
from growing.release import make_release
from history.before import BEFORE
from history.later import LATER
from history.month import MONTH


def grow(to: Path, last_stage: int, until: str, seed: int) -> None:
    """Grows everything; what was there of an earlier stage is replaced when all is done."""
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to, prefix="growing-") as work:
        with founded(Path(work), seed) as family:
            goes_on = family.live(BEFORE) and family.live(MONTH, until)
            for number in range(2, last_stage + 1) if goes_on else ():
                goes_on = goes_on and family.live(LATER[number], until)
            if until and goes_on:
                sys.exit(f'grow: no event "{until}" up to stage {last_stage}')
            told = tell(family, last_stage)
        upstreams = to / "upstreams"
        shutil.rmtree(upstreams, ignore_errors=True)
        Path(work).rename(upstreams)
        Path(work).mkdir()
    (to / "events.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    if not (to / "release").exists():
        make_release(to / "release", family.marks["start"])


def tell(family: Family, last_stage: int) -> dict[str, object]:
    """events.json: heads by name, and what happened."""
    return {
        "stage": last_stage,
        "heads": family.heads(),
        "marks": family.marks,
        "events": family.events,
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--stage", type=int, default=1, choices=[1, *LATER])
    parser.add_argument("--until", default="", metavar="EVENT", help="stop after this event")
    parser.add_argument("--seed", type=int, default=1, help="other authors and dates")
    given = parser.parse_args()
    grow(given.to.absolute(), given.stage, given.until, given.seed)


if __name__ == "__main__":
    main()
