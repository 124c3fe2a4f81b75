"""Judges the Triton plugin by compiling for devices that are not here: /in → /out. See
docs/recipes.md. Runs in the clean image."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from kit import family, plan
from kit.environment import IN, INPUTS
from kit.verdict import conclude

OUT = Path("/out")
PACKAGE, MODULE = "openxla-runtime-plugin-triton-jit", "openxla.runtime.triton_jit"


def judge(facts: dict[str, Any]) -> None:
    """Installs, then a process for each kernel and device."""
    it = family.begin(PACKAGE, facts)
    if it.install([IN, INPUTS]):
        jobs = [partial(it.judge, "version", partial(it.version, [MODULE, "--version"]))]
        if "cache" in it.plan.names:
            jobs.append(partial(it.judge, "cache", partial(it.run, ["-m", "checker.cache"])))
        for kernel, device in it.plan.via("aot"):
            run = partial(it.run, ["-m", "checker.aot", kernel, device])
            jobs.append(partial(it.judge, f"{kernel}/{device}/aot", run))
        family.all_of(jobs)
    it.journal.conclude(facts)


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts(PACKAGE), judge)


if __name__ == "__main__":
    sys.exit(main())
