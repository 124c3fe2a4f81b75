"""Releases the published runtime in version lock with openxla-compiler: /in/inputs.json → /out.

Runs in the build image. It has run on Debian 12, for linux-x86_64 and linux-aarch64, with the
published runtimes that the roller's tests use; nothing is compiled.
"""

import sys
from pathlib import Path
from typing import Any

from kit import elemental_release, inputs, wheels
from kit.elemental_release import Release
from kit.verdict import conclude

IN, OUT, SCRATCH = Path("/in"), Path("/out"), Path("/scratch")
_TOOLS = ("packaging", "twine", "wheel")
RELEASE = Release(
    "iree-runtime",
    "iree-base-runtime",
    "IREE's runtime, as it was judged together with openxla-compiler of the same version",
    (Path(__file__).parent / "README.md").read_text(encoding="utf-8"),
)


def judge(facts: dict[str, Any]) -> None:
    """Makes the files of the release, adding to `facts` as it goes."""
    given = inputs.read(IN, [RELEASE.component])
    facts |= {"target": given.target, "version": given.version}
    steps = wheels.Steps(wheels.clean_environment(given.epoch, SCRATCH))
    facts["checks"] = steps.done
    facts |= elemental_release.make(RELEASE, given, steps, OUT)


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {"schema": 1, "package": RELEASE.package, "target": "", "version": ""}
    return conclude(OUT, facts | {"files": [], "tools": wheels.tools(_TOOLS)}, judge)


if __name__ == "__main__":
    sys.exit(main())
