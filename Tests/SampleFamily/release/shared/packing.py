"""A pack: the build's tree in, the release's files out. Only here version and pins are known."""

import json
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from family.given import ARCHITECTURE, BUILT, OUT, PACKAGE, SCRATCH, TARGET, facts, inputs
from family.steps import Steps, described
from family.trees import archive, unpack
from family.verdict import Red, conclude


@dataclass
class Wheel:
    """What a wheel holds: `members` are folders of the tree, by the folder that they become."""

    members: dict[str, str]
    package: str
    requires: list[str] = field(default_factory=list)
    #: Libraries of other wheels of the release, which auditwheel leaves outside.
    others: list[str] = field(default_factory=list)
    #: More modules, by their path in the wheel.
    modules: dict[str, str] = field(default_factory=dict)


class Packing:
    """The release's files as they are made."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.version = str(inputs()["version"])
        self.pins: dict[str, Any] = inputs()["pin-set"]["pins"]
        self.tree = unpack(BUILT / "tree.tar", SCRATCH / "tree")
        self.files: list[dict[str, Any]] = []

    def wheel(self, wheel: Wheel) -> None:
        """Makes a wheel whose platform tag is what auditwheel finds."""
        name = PACKAGE["name"].replace("-", "_")
        root = SCRATCH / "wheel"
        for source, target in wheel.members.items():
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            (self.tree / source).rename(root / target)
        place = root / wheel.package
        place.mkdir(parents=True, exist_ok=True)
        (place / "version.py").write_text(self._version_module(), encoding="utf-8")
        for path, text in wheel.modules.items():
            (root / path).write_text(text, encoding="utf-8")
        information = root / f"{name}-{self.version}.dist-info"
        information.mkdir()
        (information / "METADATA").write_text(self._metadata(wheel), encoding="utf-8")
        (information / "WHEEL").write_text(_wheel_file(), encoding="utf-8")
        plain = SCRATCH / "plain"
        plain.mkdir()
        python = sys.executable
        self.steps.run(
            "wheel", [python, "-m", "wheel", "pack", str(root), "--dest-dir", str(plain)]
        )
        options = [word for other in wheel.others for word in ("--exclude", other)]
        repair = [python, "-m", "auditwheel", "repair", "--plat", "auto", *options, "-w", str(OUT)]
        self.steps.run("auditwheel", [*repair, str(next(plain.glob("*.whl")))])
        self._release("wheel", _manylinux())

    def archive(self, suffix: str, folder: Path, name: str = TARGET) -> None:
        """Makes an archive of a folder, with the pins that it was made from."""
        stem = f"{PACKAGE['name']}-{self.version}-{name}{suffix}"
        (folder / "version_info.json").write_text(
            json.dumps({"package-version": self.version, "pins": self.pins}, indent=2) + "\n",
            encoding="utf-8",
        )
        self._release("archive", archive(folder, OUT / f"{stem}.tar.xz", below=stem))

    def _release(self, role: str, path: Path) -> None:
        self.files.append(described(role, path))

    def _version_module(self) -> str:
        """The form that the family's wheels have: what they were made from, by upstream's name."""
        revisions = {
            name.upper().replace("-", "_"): pin["revision"]
            for name, pin in self.pins.items()
            if "revision" in pin
        }
        listed = "".join(f'    "{name}": "{revision}",\n' for name, revision in revisions.items())
        return (
            '"""What this was made from."""\n\nPACKAGE_SUFFIX = ""\n'
            f'VERSION = "{self.version}"\nREVISIONS = {{\n{listed}}}\n'
        )

    def _metadata(self, wheel: Wheel) -> str:
        requires = "".join(f"Requires-Dist: {it}=={self.version}\n" for it in wheel.requires)
        return (
            f"Metadata-Version: 2.1\nName: {PACKAGE['name']}\nVersion: {self.version}\n"
            f"Summary: {PACKAGE['why']}\nLicense: Apache-2.0 WITH LLVM-exception\n"
            f"Requires-Python: >=3.9\n{requires}"
        )


def _wheel_file() -> str:
    return textwrap.dedent(
        f"""\
        Wheel-Version: 1.0
        Generator: sample-family
        Root-Is-Purelib: false
        Tag: py3-none-linux_{ARCHITECTURE}
        """
    )


def _manylinux() -> Path:
    """The one wheel that auditwheel left, honest about glibc."""
    wheels = list(OUT.glob("*.whl"))
    if len(wheels) != 1 or "manylinux_" not in wheels[0].name:
        raise Red(f"auditwheel: expected one manylinux wheel, found {[it.name for it in wheels]}")
    if not wheels[0].stem.endswith(ARCHITECTURE):
        raise Red(f"auditwheel: {wheels[0].name} is not for {ARCHITECTURE}")
    return wheels[0]


def main(pack: Callable[[Packing], None]) -> None:
    """Exit codes as in docs/recipes.md."""

    def judge(found: dict[str, Any]) -> None:
        steps = Steps()
        found["checks"] = steps.done
        packing = Packing(steps)
        found["version"] = packing.version
        pack(packing)
        found["files"] = packing.files

    sys.exit(conclude(OUT, facts(files=[]), judge))
