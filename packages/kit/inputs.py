"""What a build is given: `/in/inputs.json`, its wheels, and what needed packages made."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kit.verdict import Unjudged, sha256

TARGETS = ("linux-x86_64", "linux-aarch64")
_NEEDED = {"target", "version", "source-date-epoch", "pin-set"}
_KNOWN = _NEEDED | {"flavour", "wheels", "sources", "needs"}
_VERSION = re.compile(r"\d+\.\d+\.\d+(\.dev\d+|[a-z.][a-z0-9.]*)?")
_FILE = re.compile(r"[A-Za-z0-9_.+-]+\.whl")
_PYTHON = f"cp{sys.version_info.major}{sys.version_info.minor}"


@dataclass(frozen=True)
class Inputs:
    """The identity of a build; equal inputs give equal bytes."""

    target: str
    version: str
    epoch: int
    pin_set: dict[str, Any]
    # The file of each component: where those of the Pythons differ, this one's, or else the first.
    wheels: dict[str, Path]
    needs: dict[str, list[Path]]
    # The files for the other Pythons.
    others: dict[str, list[Path]] = field(default_factory=dict)

    @property
    def architecture(self) -> str:
        return self.target.removeprefix("linux-")

    def files(self, component: str) -> list[Path]:
        """The files of a component for every Python."""
        return [self.wheels[component], *self.others.get(component, [])]

    def each_python(self) -> list["Inputs"]:
        """The inputs of each Python: its files alone, where some are for no other."""
        tags = [python_tag(it.name) for name in self.wheels for it in self.files(name)]
        own = dict.fromkeys(tag for tag in tags if tag.startswith("cp3"))
        return [
            replace(self, wheels={name: self._file(name, tag) for name in self.wheels}, others={})
            for tag in own or tags[:1]
        ]

    def _file(self, component: str, tag: str) -> Path:
        fitting = [it for it in self.files(component) if python_tag(it.name) == tag]
        return (fitting or self.files(component))[0]

    def need(self, package: str, beginning: str) -> Path:
        """The one file of a needed package for this Python whose name begins so."""
        made = [it for it in self.needs.get(package, []) if is_for_this_python(it.name)]
        found = [path for path in made if path.name.startswith(beginning)]
        if len(found) != 1:
            raise Unjudged(
                f"{package}: expected one file {beginning}…, found {[it.name for it in found]}"
            )
        return found[0]


def read(folder: Path, components: Sequence[str], packages: Sequence[str] = ()) -> Inputs:
    """Reads and verifies `inputs.json`; raises `Unjudged`, because a bad input says nothing about
    the pins."""
    place = folder / "inputs.json"
    data = told(place)
    problems = list(_problems(data, components, packages))
    if problems:
        raise Unjudged(f"{place}: " + "; ".join(problems))
    files = {name: _wheels(folder, data["wheels"][name]) for name in components}
    return Inputs(
        data["target"],
        data["version"],
        data["source-date-epoch"],
        data["pin-set"],
        {name: found[0] for name, found in files.items()},
        {name: _made(data["needs"][name]) for name in packages},
        {name: found[1:] for name, found in files.items()},
    )


def pinned(folder: Path, component: str) -> Path:
    """One pinned wheel, for a build that is told no version."""
    wheels = told(folder / "inputs.json").get("wheels", {})
    if component not in wheels:
        raise Unjudged(f"{folder}/inputs.json has no {component}")
    return _wheels(folder, wheels[component])[0]


def python_tag(wheel: str) -> str:
    """Such as cp311, in a wheel's file name."""
    return wheel.split("-")[-3:][0]


def abi_tag(wheel: str) -> str:
    """Such as cp311 or abi3, in a wheel's file name."""
    return wheel.split("-")[-3:][1]


def is_for_this_python(wheel: str) -> bool:
    """By the tags in a file's name; a file of no particular Python is for every one, and one of the
    stable ABI for its Python and later: https://peps.python.org/pep-0425/"""
    tag = python_tag(wheel)
    if not tag.startswith("cp3"):
        return True
    if abi_tag(wheel) == "abi3":
        return int(tag.removeprefix("cp3")) <= sys.version_info.minor
    return tag == _PYTHON


def told(place: Path) -> dict[str, Any]:
    """A JSON object of the caller's."""
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unjudged(f"{place}: {error}") from error
    if not isinstance(data, dict):
        raise Unjudged(f"{place}: found no object")
    return data


def _problems(data: Any, components: Sequence[str], packages: Sequence[str]) -> Iterator[str]:
    """Every mistake at once."""
    if not _NEEDED <= set(data) <= _KNOWN:
        yield f"keys {sorted(data)}, expected {sorted(_NEEDED)}, perhaps {sorted(_KNOWN - _NEEDED)}"
        return
    if data["target"] not in TARGETS:
        yield f"target {data['target']!r}, expected one of {TARGETS}"
    if not isinstance(data["version"], str) or not _VERSION.fullmatch(data["version"]):
        wanted = "MAJOR.MINOR.PATCH, perhaps with .devYYYYMMDDBBB or a suffix"
        yield f"version {data['version']!r}, expected {wanted}"
    if not isinstance(data["source-date-epoch"], int) or data["source-date-epoch"] < 315532800:
        found = data["source-date-epoch"]
        yield f"source-date-epoch {found!r}, expected seconds since 1970, from 1980 on (zip)"
    pin_set = data["pin-set"]
    if not isinstance(pin_set, dict) or set(pin_set) != {"digest", "pins"}:
        yield "pin-set must be an object of digest and pins"
    wheels = data.get("wheels", {})
    if not isinstance(wheels, dict) or set(wheels) != set(components):
        yield f"wheels must name exactly {sorted(components)}"
    elif not all(
        _FILE.fullmatch(str(it.get("file"))) for wheel in wheels.values() for it in _entries(wheel)
    ):
        yield "wheels: file must be a plain wheel file name"
    needs = data.get("needs", {})
    if not isinstance(needs, dict) or set(needs) != set(packages):
        yield f"needs must name exactly {sorted(packages)}"


def _entries(wheel: dict[str, Any]) -> list[dict[str, str]]:
    """The file of a component, or those of each Python, this one's first."""
    if "files" not in wheel:
        return [wheel]
    files = sorted(wheel["files"].items(), key=lambda it: it[0] != _PYTHON)
    return [entry for _, entry in files]


def _wheels(folder: Path, wheel: dict[str, Any]) -> list[Path]:
    return [_wheel(folder, entry) for entry in _entries(wheel)]


def _wheel(folder: Path, entry: dict[str, str]) -> Path:
    path = folder / entry["file"]
    if not path.is_file():
        raise Unjudged(f"{path}: the input is missing")
    found = sha256(path)
    if found != entry["sha256"]:
        raise Unjudged(f"{path}: sha256 {found}, expected {entry['sha256']}")
    return path


def _made(entry: dict[str, Any]) -> list[Path]:
    """What a needed package made; the caller has verified its bytes."""
    return [Path(entry["path"]) / name for name in entry["files"]]
