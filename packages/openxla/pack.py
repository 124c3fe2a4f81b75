"""Makes the wheel of metadata that gives a release one name, and a lock for each of its extras:
/built → /out. See docs/recipes.md. Runs in the build image."""

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import contents
import extras
from build import CONTENTS, PACKAGE
from kit import inputs, locks, third_party, wheels
from kit.inputs import Inputs
from kit.own_wheel import OwnWheel
from kit.verdict import conclude

RECIPE, IN, BUILT, OUT = Path(__file__).parent, Path("/in"), Path("/built"), Path("/out")
SCRATCH = Path("/scratch")
MODULE = "openxla/release"
# NVIDIA's cuBLAS requires a wheel of CUDA that is not pinned.
_CUBLAS = "openxla-runtime-plugin-cublas"
_TOOLS = ("packaging", "twine", "wheel")


def judge(facts: dict[str, Any]) -> None:
    """Makes both files."""
    told = inputs.told(IN / "inputs.json")
    given = inputs.read(IN, sorted(told.get("wheels", {})), sorted(told.get("needs", {})))
    facts |= {"target": given.target, "version": given.version}
    steps = wheels.Steps(wheels.clean_environment(given.epoch, SCRATCH))
    facts["checks"] = steps.done
    started = time.monotonic()
    # What it says of itself differs by target: so it has the compiler's platforms.
    compiler = given.need("openxla-compiler", "openxla_compiler-")
    held = json.loads((BUILT / CONTENTS).read_text(encoding="utf-8"))
    made = wheel(given, held).write(given, OUT, ".".join(wheels.platform_tags(compiler)))
    steps.record("wheel", True, made.name, started)
    steps.twine(made)
    facts["files"] = [wheels.entry(PACKAGE, made)]
    for lock in _locks(given, made, held["extras"]):
        facts["files"].append(wheels.entry("lock", lock))


def _locks(given: Inputs, made: Path, held: Mapping[str, list[str]]) -> list[Path]:
    """One for the name alone, and one for each extra."""
    released = [it for files in given.needs.values() for it in files if it.suffix == ".whl"]
    pinned = [it for name in given.wheels for it in given.files(name)]
    there = contents.by_name([*released, *pinned])
    others = third_party.read(RECIPE, given)
    cuda = locks.third_party(RECIPE / f"third-party/{given.target}-cuda.lock")
    own = locks.entries([made])[PACKAGE]
    written = []
    for extra, packages in {"": [], **held}.items():
        ours = locks.entries(contents.closure([*extras.BASE, *packages], there))
        ours[f"{PACKAGE}[{extra}]" if extra else PACKAGE] = own
        theirs = others | cuda if _CUBLAS in packages else others
        # Not openxla-optimizer: that package has a lock of its own.
        name = f"{PACKAGE}-with-{extra}" if extra else PACKAGE
        written.append(locks.write(name, given, ours, theirs, OUT))
    return written


def wheel(given: Inputs, held: Mapping[str, Any]) -> OwnWheel:
    """What is in it."""
    return OwnWheel(
        PACKAGE,
        "The OpenXLA release by one name: packages that were tested together",
        RECIPE / "wheel/README.md",
        RECIPE / "wheel/src",
        MODULE,
        _locked(given, {"": extras.BASE})[""],
        _locked(given, held["extras"]),
        built={"openxla/release/_gpu.py": Path(inputs.__file__).with_name("gpu.py")},
        facts=held,
    )


def _locked(given: Inputs, by: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: [f"{it}=={given.version}" for it in packages] for name, packages in by.items()}


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    facts: dict[str, Any] = {"schema": 1, "package": PACKAGE, "target": "", "version": ""}
    return conclude(OUT, facts | {"files": [], "tools": wheels.tools(_TOOLS)}, judge)


if __name__ == "__main__":
    sys.exit(main())
