"""Judges a released iree-compiler by installing it and compiling with it: /in → /out. Runs in the
clean image.

What it compiles is run by the release's iree-runtime. The compiler is asked which plugins it
carries; the roller compares the answer with what package.json promises.
"""

import json
import sys
from pathlib import Path
from typing import Any

from kit import elemental_check, environment, plan
from kit.elemental_check import OUT, ElementalCheck
from kit.environment import NEEDS, RECIPE, SCRATCH, Environment, Outcome
from kit.journal import GREEN, RED
from kit.verdict import conclude

PACKAGE, COMPONENT = "iree-compiler", "iree-base-compiler"
_LIBRARY = "iree/compiler/_mlir_libs/libIREECompiler.so"
_COMPILE = ("iree-compile", "iree/compiler/_mlir_libs/iree-compile")
_RUN = "iree/_runtime_libs/iree-run-module"
# Inputs and the exact answer of each program, as iree-run-module reads them.
NUMBERS = {
    "elementwise": (["4xf32=1 2 3 4"], "4xf32=2 6 12 20"),
    "matmul": (["2x3xf32=1 2 3 4 5 6", "3x2xf32=7 8 9 10 11 12"], "2x2xf32=58 64 139 154"),
}


def judge(facts: dict[str, Any]) -> None:
    """Installs, asks, compiles, runs, counts."""
    it = elemental_check.begin(facts, COMPONENT)
    runtime = elemental_check.from_build(NEEDS / "iree-runtime")
    installed = it.install(list(runtime.wheels.values()))
    if installed is not None:
        if installed.emulator:
            environment.lend_linker(installed, "iree")
        it.lock(installed)
        facts["plugins"] = plugins(it, installed)
        for program, device in it.plan.via("command"):
            compile_and_run(it, installed, program, device)
    it.journal.conclude(facts)


def plugins(it: ElementalCheck, installed: Environment) -> list[str]:
    """What the compiler says that it carries; an answer without plugins is none."""
    library = str(installed.site / _LIBRARY)
    outcome = installed.run([*installed.python, "-m", "kit.plugins", library])
    told: dict[str, Any] = {"plugins": []}
    if outcome.outcome == GREEN:
        told = json.loads(outcome.output.splitlines()[-1])
        words = f"{told['revision']}: {', '.join(told['plugins'])}"
        outcome = Outcome(GREEN, words, "", outcome.seconds)
    it.note("plugins", outcome, "use")
    return list(told["plugins"])


def compile_and_run(it: ElementalCheck, installed: Environment, program: str, device: str) -> None:
    """Compiles by the command that a user has, runs by the runtime of the release."""
    name = f"{program}/{device}/command"
    module = SCRATCH / f"{program}-{device}.vmfb"
    known = plan.devices(RECIPE)[device]
    source = RECIPE / f"programs/{program}.mlir"
    outcome = Outcome(RED, "", "no flags", 0)
    for flags in known.flags:
        backend = f"--iree-hal-target-backends={device}"
        outcome = installed.run(
            [*installed.tool(*_COMPILE), backend, *flags, str(source), "-o", str(module)]
        )
        if outcome.outcome == GREEN or "nknown command line argument" not in outcome.errors:
            break
    if outcome.outcome == GREEN:
        outcome = _run(installed, program, str(known.runs_on), module)
    it.note(name, outcome, "compile+run")


def _run(installed: Environment, program: str, driver: str, module: Path) -> Outcome:
    given, expected = NUMBERS[program]
    tool = [*installed.emulator, str(installed.site / _RUN)]
    options = [f"--device={driver}", f"--module={module}", "--function=predict"]
    numbers = [f"--input={it}" for it in given]
    return installed.run([*tool, *options, *numbers, f"--expected_output={expected}"])


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    return conclude(OUT, plan.facts(PACKAGE), judge)


if __name__ == "__main__":
    sys.exit(main())
