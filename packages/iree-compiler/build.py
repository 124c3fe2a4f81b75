"""Releases the published compiler in version lock with openxla-compiler: /in/inputs.json → /out.

Runs in the build image. It has run on Debian 12, for linux-x86_64 and linux-aarch64, with the
published compilers that the roller's tests use; nothing is compiled. It looks whether the compiler
and the runtime fit, because most red pin sets are red for that.
"""

import platform
import sys
from pathlib import Path
from typing import Any

import fits
from kit import elemental_release, inputs, wheels
from kit.elemental_release import Release
from kit.verdict import conclude

IN, OUT, SCRATCH = Path("/in"), Path("/out"), Path("/scratch")
_TOOLS = ("packaging", "twine", "wheel")
RELEASE = Release(
    "iree-compiler",
    "iree-base-compiler",
    "IREE's compiler, as it was judged together with openxla-compiler of the same version",
    (Path(__file__).parent / "README.md").read_text(encoding="utf-8"),
)


def judge(facts: dict[str, Any]) -> None:
    """Makes the files of the release, adding to `facts` as it goes."""
    given = inputs.read(IN, [RELEASE.component], ["iree-runtime"])
    facts |= {"target": given.target, "version": given.version}
    steps = wheels.Steps(wheels.clean_environment(given.epoch, SCRATCH))
    facts["checks"] = steps.done
    facts |= elemental_release.make(RELEASE, given, steps, OUT)
    if given.architecture == platform.machine():
        runtime = given.need("iree-runtime", "iree_base_runtime-")
        fits.look(steps, given.wheels[RELEASE.component], runtime, SCRATCH)


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {"schema": 1, "package": RELEASE.package, "target": "", "version": ""}
    return conclude(OUT, facts | {"files": [], "tools": wheels.tools(_TOOLS)}, judge)


if __name__ == "__main__":
    sys.exit(main())
