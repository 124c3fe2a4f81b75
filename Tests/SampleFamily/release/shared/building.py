"""A build: sources and needs in, one archive `tree.tar` out."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from family.given import ARCHITECTURE, OUT, SCRATCH, facts
from family.steps import Steps, described
from family.trees import archive
from family.verdict import conclude

TREE = SCRATCH / "tree"


class Building:
    """The tree that grows."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.tree = TREE
        self.tree.mkdir(parents=True, exist_ok=True)

    def cmake(self, sources: str, **options: str) -> None:
        """Configures, builds and installs a project into the tree, for the target's machine."""
        build = SCRATCH / "build"
        settings = {
            "CMAKE_BUILD_TYPE": "Release",
            "CMAKE_C_COMPILER": f"{ARCHITECTURE}-linux-gnu-gcc",
            "CMAKE_C_COMPILER_LAUNCHER": "ccache",
            "CMAKE_INSTALL_PREFIX": str(self.tree),
            "CMAKE_PLATFORM_NO_VERSIONED_SONAME": "ON",
            "CMAKE_SYSTEM_NAME": "Linux",
            "CMAKE_SYSTEM_PROCESSOR": ARCHITECTURE,
            **options,
        }
        flags = [f"-D{name}={value}" for name, value in settings.items()]
        self.steps.run("configure", ["cmake", "-S", sources, "-B", str(build), "-GNinja", *flags])
        jobs = os.environ.get("ROLLER_JOBS", "2")
        self.steps.run("build", ["ninja", "-C", str(build), "-j", jobs])
        self.steps.run("install", ["cmake", "--install", str(build), "--strip"])

    def add(self, source: Path, *place: str) -> None:
        """Copies a file or a folder into the tree."""
        target = self.tree.joinpath(*place)
        target.parent.mkdir(parents=True, exist_ok=True)
        self.steps.run("add", ["cp", "-R", "--no-preserve=ownership", str(source), str(target)])


def main(build: Callable[[Building], None]) -> None:
    """Exit codes as in docs/recipes.md."""

    def judge(found: dict[str, Any]) -> None:
        steps = Steps()
        found["checks"] = steps.done
        building = Building(steps)
        build(building)
        found["files"] = [described("tree", archive(building.tree, OUT / "tree.tar"))]

    sys.exit(conclude(OUT, facts(files=[]), judge))
