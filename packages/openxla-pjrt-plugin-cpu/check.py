"""Judges the CPU plugin by running JAX on it, and the same programs by openxla.compiler on IREE's
runtime: /in → /out. See docs/recipes.md. Runs in the clean image.

Cheapest first, each in a process of its own, since a plugin that does not fit its jaxlib ends the
process: after a red in the first steps the others are not tried.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from kit import family, plan
from kit.environment import IN, INPUTS, SCRATCH, WHEELHOUSE, Environment, Outcome
from kit.family import Checks
from kit.journal import GREEN
from kit.verdict import conclude

OUT, DATA = Path("/out"), SCRATCH / "data"
PACKAGE, MODULE = "openxla-pjrt-plugin-cpu", "jax_plugins.openxla_cpu"
_PLUGIN = "xla_plugins/xla_cpu_pjrt/xla_cpu_pjrt.so"
_FIRST = ("pjrt", "attributes", "execute")
_FORMS = ("portable", "text")


def judge(facts: dict[str, Any]) -> None:
    """Installs, climbs the ladder, then everything else side by side."""
    it = family.begin(PACKAGE, facts)
    if it.install([IN, INPUTS, WHEELHOUSE]) and all(_step(it, name) for name in _FIRST):
        DATA.mkdir()
        family.all_of(_jobs(it))
    it.journal.conclude(facts)


def _step(it: Checks, name: str) -> bool:
    """One of the first steps; false when it is not green."""
    plugin = str(it.environment.site / _PLUGIN)
    words = {
        "pjrt": ["-m", "kit.pjrt", "version", plugin],
        "attributes": ["-m", "kit.pjrt", name, plugin],
    }
    outcome = it.run(words[name]) if name in words else _use(it, name)
    it.add(name, outcome)
    return outcome.outcome == GREEN


def _use(it: Checks, *words: str, devices: str = "") -> Outcome:
    variables = {"OPENXLA_CPU_DEVICES": devices} if devices else {}
    return it.run(["-m", "checker.uses", *words], JAX_PLATFORMS="openxla_cpu", **variables)


def _jobs(it: Checks) -> list[Callable[[], None]]:
    """What is left of the plan; all that is exported is one job."""
    jobs: list[Callable[[], None]] = []
    for name in it.plan.names:
        match name.split("/"):
            case [program, devices, "jax"]:
                check = partial(_use, it, "model", program, devices, devices=devices)
            case ["version"]:
                check = partial(it.version, [MODULE, "--version"])
            case ["pip-check"]:
                check = it.consistent
            case ["discovery" | "lapack" as what]:
                check = partial(_use, it, what)
            case _:
                continue
        jobs.append(partial(it.judge, name, check))
    if "export" in it.plan.names:
        jobs.insert(0, partial(_exported, it))
    return jobs


def _exported(it: Checks) -> None:
    """Exports, and gives every form of every program to the compiler of the release."""
    exported = _use(it, "export", str(DATA))
    it.add("export", exported)
    if exported.outcome != GREEN:
        return
    there, installed = family.compiler(it.plan.target)
    for form in _FORMS:
        for program, device in it.plan.via(form):
            check = partial(_compiled, there, program, form) if installed.outcome == GREEN else None
            it.judge(f"{program}/{device}/{form}", check or (lambda: installed))


def _compiled(there: Environment, program: str, form: str) -> Outcome:
    """Compiled by openxla.compiler, run by IREE's runtime, compared with numpy."""
    module = str(DATA / f"{program}.{form}.vmfb")
    outcome = family.compile_module(there, str(DATA / f"{program}.{form}.mlir"), module)
    if outcome.outcome != GREEN:
        return outcome
    return outcome.then(there.run([*there.python, "-m", "kit.vm", program, "1", module]))


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts(PACKAGE), judge)


if __name__ == "__main__":
    sys.exit(main())
