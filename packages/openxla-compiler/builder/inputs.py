"""What a build is given: `/in/inputs.json` and the wheels that it names."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verdict import Unjudged, sha256

TARGETS = ("linux-x86_64", "linux-aarch64")
COMPONENTS = ("iree-base-compiler", "iree-base-runtime")
_KEYS = {"target", "version", "source-date-epoch", "pin-set", "wheels"}
_VERSION = re.compile(r"\d+\.\d+\.\d+(\.dev\d+)?")
_FILE = re.compile(r"[A-Za-z0-9_.+-]+\.whl")


@dataclass(frozen=True)
class Inputs:
    """The identity of a build; equal inputs give equal bytes."""

    target: str
    version: str
    epoch: int
    pin_set: dict[str, Any]
    wheels: dict[str, Path]

    @property
    def architecture(self) -> str:
        return self.target.removeprefix("linux-")


def read(folder: Path) -> Inputs:
    """Reads and verifies `inputs.json`; raises `Unjudged`, because a bad input says nothing about
    the pins."""
    place = folder / "inputs.json"
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unjudged(f"{place}: {error}") from error
    problems = list(_problems(data))
    if problems:
        raise Unjudged(f"{place}: " + "; ".join(problems))
    wheels = {name: _wheel(folder, data["wheels"][name]) for name in COMPONENTS}
    return Inputs(
        data["target"], data["version"], data["source-date-epoch"], data["pin-set"], wheels
    )


def _problems(data: Any) -> Any:
    """Every mistake at once."""
    if not isinstance(data, dict):
        yield "found no object"
        return
    if set(data) != _KEYS:
        yield f"keys {sorted(data)}, expected {sorted(_KEYS)}"
        return
    if data["target"] not in TARGETS:
        yield f"target {data['target']!r}, expected one of {TARGETS}"
    if not isinstance(data["version"], str) or not _VERSION.fullmatch(data["version"]):
        yield f"version {data['version']!r}, expected MAJOR.MINOR.PATCH[.devYYYYMMDDBBB]"
    if not isinstance(data["source-date-epoch"], int) or data["source-date-epoch"] < 315532800:
        found = data["source-date-epoch"]
        yield f"source-date-epoch {found!r}, expected seconds since 1970, from 1980 on (zip)"
    pin_set = data["pin-set"]
    if not isinstance(pin_set, dict) or set(pin_set) != {"digest", "pins"}:
        yield "pin-set must be an object of digest and pins"
    wheels = data["wheels"]
    if not isinstance(wheels, dict) or set(wheels) != set(COMPONENTS):
        yield f"wheels must name exactly {COMPONENTS}"
    elif not all(_FILE.fullmatch(str(wheel.get("file"))) for wheel in wheels.values()):
        yield "wheels: file must be a plain wheel file name"


def _wheel(folder: Path, entry: dict[str, str]) -> Path:
    path = folder / entry["file"]
    if not path.is_file():
        raise Unjudged(f"{path}: the input is missing")
    found = sha256(path)
    if found != entry["sha256"]:
        raise Unjudged(f"{path}: sha256 {found}, expected {entry['sha256']}")
    return path
