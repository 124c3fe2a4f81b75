"""Judges the CUDA plugin by compiling for GPUs that are not here: /in → /out. See docs/recipes.md.
Runs in the clean image. Cheapest first: after a red in the first steps the others are not tried."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from kit import family, plan
from kit.environment import IN, INPUTS, SCRATCH, WHEELHOUSE, Outcome
from kit.family import Checks
from kit.journal import GREEN
from kit.verdict import conclude

OUT = Path("/out")
PACKAGE, MODULE = "openxla-pjrt-plugin-cuda", "jax_plugins.openxla_cuda"
_PLUGIN = "jax_plugins/xla_cuda12/xla_cuda_plugin.so"
_FIRST = {"pjrt": "version", "attributes": "attributes"}


def judge(facts: dict[str, Any]) -> None:
    """Installs, asks, compiles each program in a process of its own."""
    it = family.begin(PACKAGE, facts)
    if it.install([IN, INPUTS, WHEELHOUSE]) and all(_step(it, name) for name in _FIRST):
        family.all_of(_jobs(it))
    it.journal.conclude(facts)


def _step(it: Checks, name: str) -> bool:
    outcome = it.run(["-m", "kit.pjrt", _FIRST[name], str(it.environment.site / _PLUGIN)])
    it.add(name, outcome)
    return outcome.outcome == GREEN


def _jobs(it: Checks) -> list[Callable[[], None]]:
    """What is left of the plan."""
    jobs: list[Callable[[], None]] = []
    for name in it.plan.names:
        match name.split("/"):
            case [program, device, "aot"]:
                check: Callable[[], Outcome] = partial(_aot, it, program, device)
            case ["version"]:
                check = partial(it.version, [MODULE, "--version"])
            case ["pip-check"]:
                check = it.consistent
            case ["activation"]:
                check = partial(it.run, ["-m", "checker.activation"])
            case _:
                continue
        jobs.append(partial(it.judge, name, check))
    return jobs


def _aot(it: Checks, program: str, device: str) -> Outcome:
    folder = SCRATCH / f"{program}-{device}"
    folder.mkdir()
    return it.run(["-m", "checker.aot", program, device, str(folder)])


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts(PACKAGE), judge)


if __name__ == "__main__":
    sys.exit(main())
