"""`python -m openxla`: what of this release is installed, what it is made of, what it can use here,
and what is missing and why."""

import argparse
import json
import sys
from typing import Any

from openxla.release import report
from openxla.release._devices import devices
from openxla.release._report import INSTALLED, MISSING


def main() -> int:
    """0 when all that is installed fits together, else 1."""
    parser = argparse.ArgumentParser(prog="python -m openxla", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--no-devices", action="store_true", help="do not look for devices")
    given = parser.parse_args()
    told = report()
    if not given.no_devices:
        told["devices"] = devices()
    print(json.dumps(told, indent=2) if given.json else "\n".join(_lines(told)))
    return 0 if all(_is_right(it) for it in told["packages"]) else 1


def _is_right(package: dict[str, Any]) -> bool:
    return package["state"] == MISSING or not (package["state"] != INSTALLED or package["problems"])


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [f"openxla {told['version']} for {told['target']}"]
    for it in told["packages"]:
        lines += _package(it)
    for extra, packages in told["lacking"].items():
        lines.append(f"not in this release: {extra}, which is {', '.join(packages)}")
        lines.append("  hint: take a release whose notes name these packages")
    if "devices" in told:
        lines += ["devices:", *(f"  {name}: {it}" for name, it in told["devices"].items())]
    lines.append(f"pins: {told['pin-set']}; pinned beside: {_beside(told['pinned-beside'])}")
    return lines


def _package(it: dict[str, Any]) -> list[str]:
    if it["state"] != INSTALLED:
        found = f" ({it['found']})" if "found" in it else ""
        return [f"  {it['name']}: {it['state']}{found}", f"    hint: {it['hint']}"]
    made = ", ".join(f"{name} {version}" for name, version in it["made-of"].items())
    lines = [f"  {it['name']}: made of {made}"]
    lines += [f"    {name} at {revision}" for name, revision in it["revisions"].items()]
    return lines + [f"    does not fit: {problem}" for problem in it["problems"]]


def _beside(pins: dict[str, Any]) -> str:
    told = (f"{name} {it.get('version') or it['revision'][:12]}" for name, it in pins.items())
    return ", ".join(told) or "nothing"


if __name__ == "__main__":
    sys.exit(main())
