"""Measures whether our copy of one compiler works beside another elemental one, in both orders.

    python tests/beside.py iree_base_compiler-A.whl iree_base_compiler-B.whl …

Every pair of the given wheels is tried, also each beside itself, in one process per order, with
warnings as errors. Needs numpy, sympy and PyYAML; takes about 6 s a pair and 1 GB of disk a wheel.
No test: it needs real wheels. The check of a release does the same with the one that it ships.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

RECIPE = Path(__file__).parent.parent
sys.path[:0] = [str(RECIPE), str(RECIPE.parent)]

from builder import native, sources  # noqa: E402
from kit import elemental  # noqa: E402


def lay_out(wheel: Path, folder: Path) -> None:
    """Unpacks the elemental package and our copy of it."""
    elemental.unpack(wheel, folder / "theirs/iree/compiler")
    shutil.copytree(RECIPE / "wheel/src", folder / "ours")
    package = folder / "ours/openxla/compiler"
    elemental.unpack(wheel, package)
    sources.move(package, native.rename(package).libraries)


def works(ours: Path, theirs: Path, order: str) -> str:
    """One process with both packages."""
    path = os.pathsep.join([str(ours / "ours"), str(theirs / "theirs"), str(RECIPE)])
    process = subprocess.run(
        [sys.executable, "-W", "error", "-m", "checker.uses", order],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    silent = not process.stderr.strip()
    if process.returncode == 0 and silent:
        return "works"
    words = process.stderr.strip().splitlines()
    return f"exit code {process.returncode}: {words[-1] if words else ''}"


def main() -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folders = {}
        for wheel in map(Path, sys.argv[1:]):
            folders[wheel.name.split("-")[1]] = folder = Path(temporary) / wheel.name
            lay_out(wheel, folder)
        for ours, one in folders.items():
            for theirs, other in folders.items():
                for order in ("beside-before", "beside-after"):
                    said = works(one, other, order)
                    failed += said != "works"
                    print(f"openxla {ours} {order} iree {theirs}: {said}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
