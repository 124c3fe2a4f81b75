"""What a build is given: `/in/inputs.json`, its wheels, and what needed packages made."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.verdict import Unjudged, sha256

TARGETS = ("linux-x86_64", "linux-aarch64")
_NEEDED = {"target", "version", "source-date-epoch", "pin-set"}
_KNOWN = _NEEDED | {"flavour", "wheels", "sources", "needs"}
_VERSION = re.compile(r"\d+\.\d+\.\d+(\.dev\d+|[a-z.][a-z0-9.]*)?")
_FILE = re.compile(r"[A-Za-z0-9_.+-]+\.whl")


@dataclass(frozen=True)
class Inputs:
    """The identity of a build; equal inputs give equal bytes."""

    target: str
    version: str
    epoch: int
    pin_set: dict[str, Any]
    wheels: dict[str, Path]
    needs: dict[str, list[Path]]

    @property
    def architecture(self) -> str:
        return self.target.removeprefix("linux-")

    def need(self, package: str, beginning: str) -> Path:
        """The one file of a needed package whose name begins so."""
        found = [path for path in self.needs.get(package, []) if path.name.startswith(beginning)]
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
    return Inputs(
        data["target"],
        data["version"],
        data["source-date-epoch"],
        data["pin-set"],
        {name: _wheel(folder, data["wheels"][name]) for name in components},
        {name: _files(data["needs"][name]) for name in packages},
    )


def pinned(folder: Path, component: str) -> Path:
    """One pinned wheel, for a build that is told no version."""
    wheels = told(folder / "inputs.json").get("wheels", {})
    if component not in wheels:
        raise Unjudged(f"{folder}/inputs.json has no {component}")
    return _wheel(folder, wheels[component])


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
    elif not all(_FILE.fullmatch(str(wheel.get("file"))) for wheel in wheels.values()):
        yield "wheels: file must be a plain wheel file name"
    needs = data.get("needs", {})
    if not isinstance(needs, dict) or set(needs) != set(packages):
        yield f"needs must name exactly {sorted(packages)}"


def _wheel(folder: Path, entry: dict[str, str]) -> Path:
    path = folder / entry["file"]
    if not path.is_file():
        raise Unjudged(f"{path}: the input is missing")
    found = sha256(path)
    if found != entry["sha256"]:
        raise Unjudged(f"{path}: sha256 {found}, expected {entry['sha256']}")
    return path


def _files(entry: dict[str, Any]) -> list[Path]:
    """What a needed package made; the caller has verified its bytes."""
    return [Path(entry["path"]) / name for name in entry["files"]]
