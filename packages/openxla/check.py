"""Judges the release's name by installing it as a user does: /in → /out. See docs/recipes.md. Runs
in the clean image.

Each extra is installed in an environment of its own, which is deleted afterwards: with NVIDIA's
libraries one takes gigabytes.
"""

import json
import shutil
import sys
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import extras
from kit import environment, family, plan
from kit.environment import IN, INPUTS, NEEDS, SCRATCH, WHEELHOUSE, Outcome
from kit.family import Checks
from kit.journal import GREEN, RED
from kit.verdict import Unjudged, conclude

OUT = Path("/out")
PACKAGE = "openxla"
# The extra with which something is run, and what that is.
_USED = "cpu"
_USES = {"model": ["-m", "checker.model"], "report": ["-m", "openxla"]}


def judge(facts: dict[str, Any]) -> None:
    """The name alone; when it is green every extra, side by side."""
    checks = family.begin(PACKAGE, facts)
    it = Installations(checks, extras.held(_needed()))
    names = [name for name in checks.plan.names if name.startswith("install-")]
    checks.judge("install", partial(it.judge, ""))
    if checks.journal.outcomes["install"][0] == GREEN:
        judged = [(name, name.removeprefix("install-")) for name in names]
        jobs = [partial(checks.judge, name, partial(it.judge, extra)) for name, extra in judged]
        family.all_of(jobs)
    checks.journal.conclude(facts)


@dataclass
class Installations:
    """Every extra in turn."""

    checks: Checks
    # The extras of this release, each with its packages.
    held: dict[str, list[str]]
    # The extras that openxla says that this release lacks.
    lacking: set[str] = field(default_factory=set)

    def judge(self, extra: str) -> Outcome:
        """Installs an extra, or the name alone, and asks what is there."""
        if extra and extra not in self.held:
            good = extra in self.lacking
            lacks = Outcome(GREEN if good else RED, f"this release lacks {extra}", "unsaid", 0)
            for name in _USES:
                if extra == _USED and name in self.checks.plan.names:
                    self.checks.add(name, lacks)
            return lacks
        folder = f"openxla-{extra or 'alone'}"
        it = replace(self.checks)
        try:
            outcome = _install(it, extra, folder)
            # pip has resolved each of them already.
            if outcome.outcome == GREEN and extra == extras.ALL and not it.environment.emulator:
                outcome = outcome.then(it.consistent())
            if outcome.outcome == GREEN:
                outcome = outcome.then(self._report(it, [*extras.BASE, *self.held.get(extra, [])]))
            if extra == _USED and outcome.outcome == GREEN:
                _use(it)
            return outcome
        finally:
            shutil.rmtree(SCRATCH / folder, ignore_errors=True)

    def _report(self, it: Checks, expected: Collection[str]) -> Outcome:
        """What `python -m openxla` finds installed is what was asked for, and fits."""
        outcome = it.run(["-m", PACKAGE, "--json", "--no-devices"])
        if outcome.outcome != GREEN:
            return outcome
        told = json.loads(outcome.output)
        self.lacking |= set(told["lacking"])
        found = {one["name"] for one in told["packages"] if one["state"] == "installed"}
        if found != set(expected):
            words = f"installed are {sorted(found)}"
            return Outcome(RED, words, f"expected {sorted(expected)}", outcome.seconds)
        return outcome.saying(", ".join(sorted(found)))


def _install(it: Checks, extra: str, folder: str) -> Outcome:
    """By its lock, from the release's files."""
    package = f"{PACKAGE}-with-{extra}" if extra else PACKAGE
    lock = IN / f"{package}-{it.version_}-{it.plan.target}.lock.txt"
    if not lock.is_file():
        raise Unjudged(f"{lock} is missing")
    folders = [IN, INPUTS, WHEELHOUSE, *(NEEDS / name for name in _needed())]
    links = [word for one in folders for word in ("--find-links", str(one))]
    here = environment.native if environment.is_native(it.plan.target) else environment.emulated
    there, outcome = here(it.plan.target, [*links, "-r", str(lock)], folder)
    it.use(there)
    return outcome


def _use(it: Checks) -> None:
    for name, words in _USES.items():
        if name in it.plan.names:
            it.judge(name, partial(it.run, words))


def _needed() -> list[str]:
    """The packages that this release holds."""
    return sorted(path.name for path in NEEDS.iterdir())


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts(PACKAGE), judge)


if __name__ == "__main__":
    sys.exit(main())
