"""What this release holds, against what is installed. Nothing of it is imported: every package says
what it is in a file, `release.json`."""

import importlib.metadata
import json
from typing import Any

from . import version

INSTALLED, MISSING, OTHER = "installed", "not installed", "of another release"


def report() -> dict[str, Any]:
    """The release, each of its packages, and what it lacks."""
    facts = version.FACTS
    return {
        "version": version.VERSION,
        "target": version.TARGET,
        "pin-set": version.PIN_SET,
        "packages": [_package(name) for name in facts["packages"]],
        "lacking": facts["lacking"],
        "pinned-beside": version.PINNED_BESIDE,
    }


def _package(name: str) -> dict[str, Any]:
    """One package: whether it is here, and what it says of itself."""
    told: dict[str, Any] = {"name": name, "state": MISSING, "made-of": {}, "revisions": {}}
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return told | {"hint": _hint(name)}
    if distribution.version != version.VERSION:
        found = f"{distribution.version}, expected {version.VERSION}"
        return told | {"state": OTHER, "found": found, "hint": _hint(name)}
    said = _said(distribution)
    made = {part: it["version"] for part, it in said.get("made-of", {}).items()}
    return told | {
        "state": INSTALLED,
        "made-of": made,
        "revisions": said.get("revisions", {}),
        "problems": _problems(distribution),
    }


def _said(distribution: importlib.metadata.Distribution) -> dict[str, Any]:
    """What the package says of itself."""
    for file in distribution.files or []:
        if file.name == "release.json":
            return dict(json.loads(file.read_text()))
    return {}


def _problems(distribution: importlib.metadata.Distribution) -> list[str]:
    """Exact requirements that something else is installed for: pip lets a later installation break
    an earlier one."""
    found = []
    for text in distribution.requires or []:
        requirement, _, marker = text.partition(";")
        name, exact, wanted = requirement.strip().partition("==")
        if not exact or marker.strip():
            continue
        try:
            there = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{name} is not installed, expected {wanted}")
            continue
        if there != wanted:
            found.append(f"{name} is {there}, expected {wanted}")
    return found


def _hint(name: str) -> str:
    """How pip installs it."""
    facts = version.FACTS
    extras = [extra for extra, it in facts["extras"].items() if name in it and extra != "all"]
    suffix = f"[{extras[0]}]" if extras else ""
    return f"pip install 'openxla{suffix}=={version.VERSION}'"
