"""What must be checked: the list that `package.json` declares, never what happened to run."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Device:
    """A compilation target: its flags in every spelling that compilers have had, and where it can
    be run."""

    name: str
    flags: list[list[str]]
    runs_on: str | None


@dataclass(frozen=True)
class Plan:
    """The checks of a target, by name."""

    target: str
    host_target: str | None
    names: list[str]
    optional: dict[str, str]
    # Checks that are declared, and not run on this Python.
    skipped: frozenset[str] = frozenset()

    def via(self, via: str) -> list[tuple[str, str]]:
        """The (program, device) pairs of one way, in order."""
        split = [name.split("/") for name in self.names]
        return [(parts[0], parts[1]) for parts in split if len(parts) == 3 and parts[2] == via]


def definition(recipe: Path) -> dict[str, Any]:
    """`package.json`, the chosen flavour's members instead of those of the top."""
    data = json.loads((recipe / "package.json").read_text(encoding="utf-8"))
    flavours = data.pop("flavours", None)
    return dict(data | flavours[data["flavour"]]) if flavours else dict(data)


def devices(recipe: Path) -> dict[str, Device]:
    """The devices of `package.json`."""
    return {
        name: Device(name, it["flags"], it.get("runs-on"))
        for name, it in definition(recipe).get("devices", {}).items()
    }


def read(recipe: Path, target: str) -> Plan:
    """The plan of one target; raises `KeyError` for an unknown one, `ValueError` for a plan without
    checks."""
    it = definition(recipe)["targets"][target]
    names = [name for group in it["checks"] for name in _names(group)]
    if not names or len(set(names)) != len(names):
        raise ValueError(f"package.json: {target}: the checks are none, or not distinct")
    unknown = set(it.get("optional", {})) - set(names)
    if unknown:
        raise ValueError(f"package.json: {target}: optional names no check: {sorted(unknown)}")
    wanted = os.environ.get("ROLLER_CHECKS", "").split() or names
    if not set(wanted) <= set(names):
        raise ValueError(f"ROLLER_CHECKS: not checks of {target}: {set(wanted) - set(names)}")
    optional = {name: why for name, why in it.get("optional", {}).items() if name in wanted}
    return Plan(target, it.get("host-target"), wanted, optional, frozenset(names) - set(wanted))


def facts(package: str) -> dict[str, Any]:
    """The beginning of a check's result."""
    return {
        "schema": 1, "package": package, "target": "", "version": "",
        "expected": 0, "executed": 0, "missing": [], "red": [], "optional-red": [], "unjudged": [],
    }  # fmt: skip


def _names(group: dict[str, Any]) -> list[str]:
    if "package" in group:
        return list(group["package"])
    return [
        f"{program}/{device}/{group['via']}"
        for device in group["devices"]
        for program in group["programs"]
    ]
