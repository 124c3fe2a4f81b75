"""Puts the compiled library and our Python into a wheel: /built → /out. Runs in the build image."""

import sys
import time
from pathlib import Path
from typing import Any

from kit import inputs, locks, own_wheel, third_party, wheels
from kit.own_wheel import OwnWheel
from kit.verdict import conclude

RECIPE, IN, BUILT, OUT = Path(__file__).parent, Path("/in"), Path("/built"), Path("/out")
SCRATCH = Path("/scratch")
PACKAGE, MODULE = "openxla-optimizer", "openxla/optimizer"
COMPONENTS = ("xla-cpu-pjrt", "jax-wheel", "jaxlib")
NEEDS = ("iree-compiler", "iree-runtime", "openxla-compiler")
_TOOLS = ("auditwheel", "packaging", "twine", "wheel")


def judge(facts: dict[str, Any]) -> None:
    """Makes the wheel and the lock that it is judged with."""
    given = inputs.read(IN, COMPONENTS, NEEDS)
    facts |= {"target": given.target, "version": given.version}
    steps = wheels.Steps(wheels.clean_environment(given.epoch, SCRATCH))
    facts["checks"] = steps.done
    started = time.monotonic()
    plain = wheel(given).write(given, SCRATCH, f"linux_{given.architecture}")
    steps.record("wheel", True, plain.name, started)
    audited = wheels.audit(steps, plain, OUT, given.architecture)
    ours = locks.entries([audited, *(it for name in given.wheels for it in given.files(name))])
    lock = locks.write(PACKAGE, given, ours, third_party.read(RECIPE, given), OUT)
    facts["files"] = [wheels.entry(PACKAGE, audited), wheels.entry("lock", lock)]


def wheel(given: inputs.Inputs) -> OwnWheel:
    """What is in it."""
    native = {
        "lib/libOpenXLAOptimizer.so": "libOpenXLAOptimizer.so",
        "bin/openxla-optimize": "openxla-optimize",
        "include/openxla_optimizer.h": "openxla_optimizer.h",
    }
    for file in native.values():
        (BUILT / file).stat()
    return OwnWheel(
        PACKAGE,
        "Divides StableHLO programs among devices: C library over PJRT, and partitioner",
        RECIPE / "wheel/README.md",
        RECIPE / "wheel/src",
        MODULE,
        own_wheel.exactly(given, COMPONENTS),
        entry_points="[console_scripts]\nopenxla-partition = openxla.optimizer.__main__:main\n",
        built={f"{MODULE}/{place}": BUILT / file for place, file in native.items()},
    )


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {"schema": 1, "package": PACKAGE, "target": "", "version": ""}
    return conclude(OUT, facts | {"files": [], "tools": wheels.tools(_TOOLS)}, judge)


if __name__ == "__main__":
    sys.exit(main())
