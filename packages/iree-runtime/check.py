"""Judges a released iree-runtime by installing it and asking it: /in → /out. Runs in the clean
image.

Whether it runs what a compiler makes is seen where there is a compiler: in iree-compiler's check,
which needs this package, and in openxla-compiler's.
"""

import sys
from typing import Any

from kit import elemental_check, plan
from kit.elemental_check import OUT, ElementalCheck
from kit.environment import Environment, Outcome
from kit.journal import GREEN, RED
from kit.verdict import conclude

PACKAGE, COMPONENT = "iree-runtime", "iree-base-runtime"
_TOOL = ("iree-run-module", "iree/_runtime_libs/iree-run-module")
# What every machine has; the other drivers need a device.
_DRIVERS = ("local-sync", "local-task")


def judge(facts: dict[str, Any]) -> None:
    """Installs, asks, counts."""
    it = elemental_check.begin(facts, COMPONENT)
    installed = it.install([])
    if installed is not None:
        it.lock(installed)
        drivers(it, installed)
    it.journal.conclude(facts)


def drivers(it: ElementalCheck, installed: Environment) -> None:
    """The runtime's tool starts and has the drivers that every machine can use."""
    tool = [*installed.emulator, str(installed.site / _TOOL[1])]
    outcome = installed.run([*tool, "--list_drivers"])
    if outcome.outcome == GREEN:
        outcome = has_drivers(outcome)
    it.note("drivers", outcome, "use")


def has_drivers(outcome: Outcome) -> Outcome:
    """Green when every driver that we promise is listed."""
    lines = [line.strip() for line in outcome.output.splitlines() if line.startswith("  ")]
    listed = sorted(line.split(":")[0] for line in lines if ":" in line)
    missing = [name for name in _DRIVERS if name not in listed]
    if missing:
        return Outcome(RED, "", f"no driver {missing}; listed are {listed}", outcome.seconds)
    return Outcome(GREEN, ", ".join(listed), "", outcome.seconds)


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts(PACKAGE), judge)


if __name__ == "__main__":
    sys.exit(main())
