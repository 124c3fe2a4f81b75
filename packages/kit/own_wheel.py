"""Writes a wheel of our own code: a package of the release that is made here, not upstream.

https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""

import email
import json
import stat
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wheel.wheelfile import WheelFile, get_zipinfo_datetime

from kit.inputs import Inputs
from kit.verdict import Red, Unjudged, sha256

_KIT = Path(__file__).parent
_LICENCE = "Apache-2.0 WITH LLVM-exception"


@dataclass(frozen=True)
class OwnWheel:
    """One wheel: its metadata, and the folder whose files it has."""

    package: str
    summary: str
    readme: Path
    sources: Path
    # Where release.json and version.py go, such as openxla/optimizer.
    module: str
    requires: Sequence[str]
    extras: Mapping[str, Sequence[str]] = field(default_factory=dict)
    entry_points: str = ""
    # Files that a build made: the name in the wheel → the file.
    built: Mapping[str, Path] = field(default_factory=dict)
    # Components that it is only judged with, and not made of.
    beside: Sequence[str] = ()
    # What else it says of itself.
    facts: Mapping[str, Any] = field(default_factory=dict)

    def write(self, given: Inputs, to: Path, platform: str) -> Path:
        """The wheel for any Python 3, for one platform or "any"."""
        name = f"{self.package.replace('-', '_')}-{given.version}-py3-none-{platform}.whl"
        path = to / name
        if path.exists():
            raise Unjudged(f"{path} exists")
        with WheelFile(path, "w") as wheel:
            for place, file in sorted(self._files().items()):
                wheel.writestr(_entry(place), file.read_bytes())
            for place, text in self._texts(given, platform, wheel.dist_info_path).items():
                wheel.writestr(place, text)
        return path

    def _files(self) -> dict[str, Path]:
        ours = {
            str(it.relative_to(self.sources)): it
            for it in self.sources.rglob("*")
            if it.is_file() and "__pycache__" not in it.parts
        }
        return ours | {f"{self.module}/version.py": _KIT / "release_version.py"} | dict(self.built)

    def _texts(self, given: Inputs, platform: str, info: str) -> dict[str, str]:
        texts = {
            f"{self.module}/release.json": self._release(given) + "\n",
            f"{info}/licenses/LICENSE": (_KIT / "LICENSE").read_text(encoding="utf-8"),
            f"{info}/METADATA": self._metadata(given.version),
            f"{info}/WHEEL": _tags(platform),
        }
        if self.entry_points:
            texts[f"{info}/entry_points.txt"] = self.entry_points
        return texts

    def _release(self, given: Inputs) -> str:
        """What it says of itself."""
        told = {
            "package": self.package,
            "version": given.version,
            "target": given.target,
            **origin(given, [it for it in given.wheels if it not in self.beside]),
            "pin-set": given.pin_set["digest"],
        }
        return json.dumps(told | dict(self.facts), indent=2)

    def _metadata(self, version: str) -> str:
        """https://packaging.python.org/en/latest/specifications/core-metadata/"""
        lines = [
            "Metadata-Version: 2.4",
            f"Name: {self.package}",
            f"Version: {version}",
            f"Summary: {self.summary}",
            f"License-Expression: {_LICENCE}",
            "License-File: LICENSE",
            "Project-URL: Homepage, https://openxla.org",
            "Requires-Python: >=3.11",
            "Description-Content-Type: text/markdown",
            *(f"Requires-Dist: {it}" for it in self.requires),
        ]
        for extra, requires in sorted(self.extras.items()):
            lines.append(f"Provides-Extra: {extra}")
            lines += [f'Requires-Dist: {it}; extra == "{extra}"' for it in requires]
        return "\n".join(lines) + "\n\n" + self.readme.read_text(encoding="utf-8")


def origin(given: Inputs, components: Sequence[str]) -> dict[str, Any]:
    """What a package is made of, these components, apart from what is pinned beside it."""
    made = {
        name: {"version": version(path), "wheel": path.name, "sha256": sha256(path)}
        for name, path in ((name, given.wheels[name]) for name in components)
    }
    pins = given.pin_set["pins"]
    beside = {name: pin for name, pin in pins.items() if name not in made}
    return {"made-of": made, "pinned-beside": beside}


def exactly(given: Inputs, components: Sequence[str]) -> list[str]:
    """The requirements that admit the pinned wheels of these components, and no others."""
    return [f"{name(given.wheels[it])}=={version(given.wheels[it])}" for it in components]


def name(wheel: Path) -> str:
    """The distribution's name, as its metadata has it."""
    return metadata(wheel)["Name"]


def version(wheel: Path) -> str:
    return metadata(wheel)["Version"]


def metadata(wheel: Path) -> Any:
    """The core metadata of a wheel, which is only read."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            names = archive.namelist()
            place = next(it for it in names if it.endswith(".dist-info/METADATA"))
            return email.message_from_bytes(archive.read(place))
    except (StopIteration, zipfile.BadZipFile) as error:
        raise Red(f"{wheel.name} is not a wheel: {error}") from error


def _entry(place: str) -> zipfile.ZipInfo:
    """What lies in bin/ can be executed; a kept build has lost the modes of its files."""
    entry = zipfile.ZipInfo(place, date_time=get_zipinfo_datetime())
    entry.compress_type = zipfile.ZIP_DEFLATED
    mode = 0o755 if "bin" in Path(place).parent.parts else 0o644
    entry.external_attr = (stat.S_IFREG | mode) << 16
    return entry


def _tags(platform: str) -> str:
    pure = "true" if platform == "any" else "false"
    lines = ["Wheel-Version: 1.0", "Generator: openxla-compiler-release"]
    return "\n".join([*lines, f"Root-Is-Purelib: {pure}", f"Tag: py3-none-{platform}"]) + "\n"
