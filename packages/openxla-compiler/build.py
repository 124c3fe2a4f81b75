"""Builds the release's files for one target: /in/inputs.json → /out. See docs/recipes.md. Runs in
the build image."""

import shutil
import sys
import time
from pathlib import Path
from typing import Any

from builder import project
from kit import elemental, inputs, locks, wheels
from kit.verdict import Red, Unjudged, conclude, say

RECIPE, IN, OUT, SCRATCH = Path(__file__).parent, Path("/in"), Path("/out"), Path("/scratch")
_COMPONENTS = ("iree-base-compiler", "iree-base-runtime")
_PACKAGES = ("iree-compiler", "iree-runtime")
_TOOLS = ("auditwheel", "build", "packaging", "setuptools", "twine", "wheel")


def judge(facts: dict[str, Any]) -> None:
    """Makes every file of the release, adding to `facts` as it goes, so that a red result has them
    too."""
    given = inputs.read(IN, _COMPONENTS, _PACKAGES)
    facts |= {"target": given.target, "version": given.version}
    steps = wheels.Steps(wheels.clean_environment(given.epoch, SCRATCH))
    facts["checks"] = steps.done
    made = [_wheel(one, steps, facts) for one in given.each_python()]
    elementals = [path for name in _PACKAGES for path in given.needs[name] if path.suffix == ".whl"]
    lock = _lock(given, [*made, *elementals])
    facts["files"] = [wheels.entry("openxla-compiler", wheel) for wheel in made]
    facts["files"].append(wheels.entry("lock", lock))


def _wheel(given: inputs.Inputs, steps: wheels.Steps, facts: dict[str, Any]) -> Path:
    """The wheel for one Python."""
    work = SCRATCH / "project"
    shutil.rmtree(work, ignore_errors=True)
    started = time.monotonic()
    try:
        laid = project.lay_out(given, RECIPE, work)
    except elemental.UNKNOWN_LAYOUT as error:
        steps.record("repackage", False, str(error), started)
        raise Red(f"the elemental wheel is not laid out as known: {error}") from error
    steps.record("repackage", True, f"{laid['files']} files, {laid['renamed']}", started)
    say(f"repackage: {facts['checks'][-1]['detail']}")
    facts["revisions"] = laid["release"]["revisions"]
    wheel = wheels.build(steps, work, OUT, given, given.wheels[_COMPONENTS[0]])
    shutil.rmtree(work)
    return wheel


def _lock(given: inputs.Inputs, released: list[Path]) -> Path:
    """Writes the lock file beside the wheels."""
    try:
        others = locks.third_party(RECIPE / f"third-party/{given.target}.lock")
    except (OSError, ValueError) as error:
        raise Unjudged(f"third-party lock: {error}") from error
    return locks.write("openxla-compiler", given, locks.entries(released), others, OUT)


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {
        "schema": 1,
        "package": "openxla-compiler",
        "target": "",
        "version": "",
        "files": [],
        "tools": wheels.tools(_TOOLS),
    }
    return conclude(OUT, facts, judge)


if __name__ == "__main__":
    sys.exit(main())
