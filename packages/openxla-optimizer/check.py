"""Judges the optimizer by installing and using it: /in → /out. See docs/recipes.md. Runs in the
clean image."""

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
PACKAGE, MODULE = "openxla-optimizer", "openxla.optimizer"
_PLUGIN = "xla_plugins/xla_cpu_pjrt/xla_cpu_pjrt.so"
_JAX = {"JAX_PLATFORMS": "cpu", "XLA_FLAGS": "--xla_force_host_platform_device_count=4"}


def judge(facts: dict[str, Any]) -> None:
    """Installs, writes the programs, runs each in processes of its own."""
    it = family.begin(PACKAGE, facts)
    if it.install([IN, INPUTS, WHEELHOUSE]):
        DATA.mkdir()
        written = it.run(["-m", "checker.programs", str(DATA)], **_JAX)
        family.all_of(_jobs(it, written))
    it.journal.conclude(facts)


def _jobs(it: Checks, written: Outcome) -> list[Callable[[], None]]:
    """Every check of the plan but the installation."""
    jobs: list[Callable[[], None]] = []
    for name in it.plan.names:
        match name.split("/"):
            case [program, devices, "library"]:
                check: Callable[[], Outcome] = partial(_library, it, program, devices)
            case [program, devices, "partition"]:
                check = partial(_partition, it, program, devices)
            case [_, _, "iree"] | ["install"]:
                continue
            case [single]:
                check = partial(_SINGLE[single], it)
        if written.outcome != GREEN:
            check = partial(lambda: written)
        jobs.append(partial(it.judge, name, check))
    if it.plan.via("iree"):
        jobs.append(partial(_iree, it))
    return jobs


def _program(program: str, devices: str) -> str:
    return str(DATA / f"{program}.{devices}.mlir")


def _library(it: Checks, program: str, devices: str) -> Outcome:
    return it.run(["-m", "checker.library", program, devices, _program(program, devices)])


def _divided(it: Checks, program: str, devices: str, ids: str) -> tuple[str, Outcome]:
    """The program of one device, and how its making ended."""
    to = str(DATA / f"{program}.{devices}.{ids}.mlir")
    words = ["-m", MODULE, _program(program, devices), "--devices", devices]
    return to, it.run([*words, "--ids", ids, "--output", to])


def _partition(it: Checks, program: str, devices: str) -> Outcome:
    divided, made = _divided(it, program, devices, "replica")
    if made.outcome != GREEN:
        return made
    return made.then(it.run(["-m", "checker.replicas", program, devices, divided]))


def _not_replaced(it: Checks) -> Outcome:
    """A module whose devices ask for their partition is wrong where they are replicas."""
    divided, made = _divided(it, "train", "4", "partition")
    if made.outcome != GREEN:
        return made
    return made.then(it.run(["-m", "checker.replicas", "train", "4", divided, "wrong"]))


def _command(it: Checks) -> Outcome:
    """The C program that is linked against the header."""
    here = it.environment
    tool = str(here.site / "openxla/optimizer/bin/openxla-optimize")
    words = [str(here.site / _PLUGIN), "4", _program("mlp", "4"), str(DATA / "mlp.hlo")]
    libraries = {"LD_LIBRARY_PATH": ""}
    outcome = here.run([*here.emulator, tool, *words, "cpu_device_count=4"], **libraries)
    return outcome.expecting("4 devices, 1 results")


def _subprocess(it: Checks) -> Outcome:
    return it.run(["-m", "checker.interface", _program("mlp", "2"), "2"])


def _threads(it: Checks) -> Outcome:
    return it.run(["-m", "checker.threads", _program("mlp", "4"), _program("train", "4")])


def _version(it: Checks) -> Outcome:
    return it.version([MODULE, "--version"])


_SINGLE = {
    "version": _version,
    "command": _command,
    "threads": _threads,
    "subprocess": _subprocess,
    "not-replaced": _not_replaced,
    "pip-check": Checks.consistent,
}


def _iree(it: Checks) -> None:
    """What comes out is StableHLO that openxla.compiler takes; what needs no other device runs."""
    there, installed = family.compiler(it.plan.target)
    for program, devices in it.plan.via("iree"):
        name = f"{program}/{devices}/iree"
        check = partial(_compiled, it, there, program, devices)
        it.judge(name, check if installed.outcome == GREEN else partial(lambda: installed))


def _compiled(it: Checks, there: Environment, program: str, devices: str) -> Outcome:
    divided, outcome = _divided(it, program, devices, "partition")
    if outcome.outcome != GREEN:
        return outcome
    module = str(DATA / f"{program}.{devices}.vmfb")
    outcome = family.compile_module(there, divided, module)
    if outcome.outcome != GREEN or program != "forward":
        size = Path(module).stat().st_size if outcome.outcome == GREEN else 0
        return outcome.saying(f"compiled, {size} bytes; not run: its devices exchange data")
    run = [*there.python, "-m", "kit.vm", program, devices, module]
    return outcome.then(there.run(run))


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts(PACKAGE), judge)


if __name__ == "__main__":
    sys.exit(main())
