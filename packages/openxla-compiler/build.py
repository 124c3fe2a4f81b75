"""Builds the release's files for one target: /in/inputs.json → /out. See docs/recipes.md. Runs in
the build image."""

import importlib.metadata
import platform
import shutil
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

from builder import fits, inputs, locks, project, wheels
from verdict import Red, Unjudged, conclude, say, sha256

RECIPE, IN, OUT, SCRATCH = Path(__file__).parent, Path("/in"), Path("/out"), Path("/scratch")
_UNKNOWN_LAYOUT = (KeyError, ValueError, StopIteration, SyntaxError, zipfile.BadZipFile)
_TOOLS = ("auditwheel", "build", "packaging", "setuptools", "twine", "wheel")


def judge(facts: dict[str, Any]) -> None:
    """Makes every file of the release, adding to `facts` as it goes, so that a red result has them
    too."""
    given = inputs.read(IN)
    facts |= {"target": given.target, "version": given.version}
    steps = wheels.Steps(wheels.clean_environment(given.epoch, SCRATCH))
    facts["checks"] = steps.done
    work = SCRATCH / "project"
    shutil.rmtree(work, ignore_errors=True)
    started = time.monotonic()

    def look(tool: Path) -> None:
        if given.architecture == platform.machine():
            fits.look(steps, tool, given.wheels["iree-base-runtime"], SCRATCH)

    try:
        laid = project.lay_out(given, RECIPE, work, look)
    except _UNKNOWN_LAYOUT as error:
        steps.record("repackage", False, str(error), started)
        raise Red(f"the elemental wheel is not laid out as known: {error}") from error
    steps.record("repackage", True, f"{laid['files']} files, {laid['renamed']}", started)
    say(f"repackage: {facts['checks'][-1]['detail']}")
    facts["revisions"] = laid["release"]["revisions"]
    wheel = wheels.build(steps, work, OUT, given.architecture)
    shutil.rmtree(work)
    files = {"openxla-compiler": wheel}
    for role, component in (
        ("iree-compiler", "iree-base-compiler"),
        ("iree-runtime", "iree-base-runtime"),
    ):
        files[role] = Path(
            shutil.copyfile(given.wheels[component], OUT / given.wheels[component].name)
        )
    files["lock"] = _lock(given, list(files.values()))
    facts["files"] = [_file(role, path) for role, path in files.items()]


def _lock(given: inputs.Inputs, released: list[Path]) -> Path:
    """Writes the lock file beside the wheels."""
    try:
        others = locks.third_party(RECIPE / f"third-party/{given.target}.lock")
    except (OSError, ValueError) as error:
        raise Unjudged(f"third-party lock: {error}") from error
    path = OUT / f"openxla-compiler-{given.version}-{given.target}.lock.txt"
    path.write_text(locks.render(given.version, given.target, released, others), encoding="utf-8")
    return path


def _file(role: str, path: Path) -> dict[str, Any]:
    """One entry of `files`."""
    tags = {"platform-tags": wheels.platform_tags(path)} if path.suffix == ".whl" else {}
    return {
        "name": path.name,
        "role": role,
        "sha256": sha256(path),
        "bytes": path.stat().st_size,
        **tags,
    }


def main() -> int:
    """Exit codes as in docs/recipes.md."""
    tools = {
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in _TOOLS},
    }
    facts: dict[str, Any] = {
        "schema": 1,
        "package": "openxla-compiler",
        "target": "",
        "version": "",
        "files": [],
        "tools": tools,
    }
    return conclude(OUT, facts, judge)


if __name__ == "__main__":
    sys.exit(main())
