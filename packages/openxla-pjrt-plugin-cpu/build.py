"""Makes the plugin's wheel and the lock that it is judged with: /in → /out. See docs/recipes.md.
Runs in the build image."""

import sys
import time
from pathlib import Path
from typing import Any

from kit import inputs, locks, own_wheel, third_party, wheels
from kit.own_wheel import OwnWheel
from kit.verdict import conclude

RECIPE, IN, OUT, SCRATCH = Path(__file__).parent, Path("/in"), Path("/out"), Path("/scratch")
PACKAGE, MODULE = "openxla-pjrt-plugin-cpu", "jax_plugins/openxla_cpu"
COMPONENTS = ("xla-cpu-pjrt", "jax-wheel", "jaxlib")
NEEDS = ("iree-compiler", "iree-runtime", "openxla-compiler")
_TOOLS = ("packaging", "twine", "wheel")


def judge(facts: dict[str, Any]) -> None:
    """Makes both files, adding to `facts` as it goes."""
    given = inputs.read(IN, COMPONENTS, NEEDS)
    facts |= {"target": given.target, "version": given.version}
    steps = wheels.Steps(wheels.clean_environment(given.epoch, SCRATCH))
    facts["checks"] = steps.done
    started = time.monotonic()
    # What it says of itself differs by target, so that it is a wheel for the plugin's platforms.
    platform = ".".join(wheels.platform_tags(given.wheels["xla-cpu-pjrt"]))
    made = wheel(given).write(given, OUT, platform)
    steps.record("wheel", True, made.name, started)
    steps.twine(made)
    ours = locks.entries([made, *given.wheels.values()])
    lock = locks.write(PACKAGE, given, ours, third_party.read(RECIPE, given), OUT)
    facts["files"] = [wheels.entry(PACKAGE, made), wheels.entry("lock", lock)]


def wheel(given: inputs.Inputs) -> OwnWheel:
    """What is in it."""
    return OwnWheel(
        PACKAGE,
        "XLA's CPU plugin as a platform of JAX",
        RECIPE / "wheel/README.md",
        RECIPE / "wheel/src",
        MODULE,
        own_wheel.exactly(given, COMPONENTS),
        entry_points="[jax_plugins]\nopenxla_cpu = jax_plugins.openxla_cpu\n",
    )


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {"schema": 1, "package": PACKAGE, "target": "", "version": ""}
    return conclude(OUT, facts | {"files": [], "tools": wheels.tools(_TOOLS)}, judge)


if __name__ == "__main__":
    sys.exit(main())
