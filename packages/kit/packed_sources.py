"""What the archives of sources have in common: reading what was given, and the manifest."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit import archives, inputs, trees
from kit.verdict import Unjudged, sha256

IN, BUILT, OUT, SCRATCH = Path("/in"), Path("/built"), Path("/out"), Path("/scratch")
INPUTS = Path("/inputs/inputs.json")
_PACKED = ("version", "pin-set", "target")


@dataclass(frozen=True)
class Source:
    """The declared paths of one component, and git's names of them."""

    component: str
    place: Path
    trees: dict[str, str]
    pin: dict[str, Any]


def sources(told: dict[str, Any], components: Sequence[str]) -> list[Source]:
    """The sources of inputs.json; `Unjudged` when one is missing."""
    given = told.get("sources", {})
    missing = [name for name in components if name not in given]
    if missing:
        raise Unjudged(f"inputs.json has no sources of {missing}")
    return [_source(name, dict(given[name])) for name in components]


def _source(component: str, told: dict[str, Any]) -> Source:
    place, trees = Path(told.pop("path")), dict(told.pop("trees"))
    return Source(component, place, trees, told)


def packed(place: Path) -> dict[str, Any]:
    """inputs.json of a pack or a check; `Unjudged` when it does not say what is released."""
    told = inputs.told(place)
    missing = [name for name in _PACKED if name not in told]
    if missing:
        raise Unjudged(f"{place}: has no {missing}")
    return told


def manifest(told: dict[str, Any], given: Sequence[Source]) -> str:
    """What an archive says of itself: the release, each component's pin and git's names."""
    components = {it.component: {**it.pin, "trees": it.trees} for it in given}
    release = {"version": told["version"], "pin-set": told["pin-set"], "components": components}
    return json.dumps(release, indent=2, sort_keys=True) + "\n"


def archive(told: dict[str, Any], package: str) -> Path:
    """The archive that a check was given."""
    path = IN / f"{package}-{told['version']}.tar.xz"
    if not path.is_file():
        raise Unjudged(f"{path} is missing")
    return path


def unpacks(path: Path, package: str) -> str:
    """It unpacks, into one folder."""
    names = archives.unpack(path, SCRATCH)
    strangers = [it for it in names if not it.startswith(f"{package}/")]
    assert not strangers, f"{strangers[0]} is not below {package}/"
    return f"{len(names)} files"


def same_pins(folder: Path, told: dict[str, Any], given: Sequence[Source]) -> str:
    """release.json names every component at the revision that the pin set has."""
    written = inputs.told(folder / "release.json")
    assert written["version"] == told["version"], f"version {written['version']}"
    pins = told["pin-set"]["pins"]
    for source in given:
        found = written["components"][source.component]["revision"]
        expected = pins.get(source.component, source.pin)["revision"]
        assert found == expected, f"{source.component}: {found}, pinned is {expected}"
    return ", ".join(f"{it.component} {it.pin['revision'][:12]}" for it in given)


def same_trees(folder: Path, given: Sequence[Source]) -> str:
    """Every declared path has the object id that its repository gives it."""
    count = 0
    for source in given:
        for path, expected in source.trees.items():
            place = folder / source.component / path
            assert place.exists(), f"{source.component}: {path} is not in the archive"
            found = trees.object_id(place)
            assert found == expected, f"{source.component}: {path} is {found}, pinned {expected}"
            count += 1
    return f"{count} paths have the pinned object ids"


def entry(role: str, path: Path) -> dict[str, Any]:
    """One entry of a result's `files`."""
    return {"name": path.name, "role": role, "sha256": sha256(path), "bytes": path.stat().st_size}
