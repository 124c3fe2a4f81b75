#!/usr/bin/env python3
"""Pins what a recipe's packages need besides the pins: lock.py RECIPE writes its locks anew.

    third-party/requirements.in          → TARGET.lock          first line: # pythons: 3.11 3.13
    third-party/requirements-NAME.in     → TARGET-NAME.lock

Every file by hash, for every target and Python; all Pythons have the same versions. A person runs
it, and reads the diff.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TARGETS = ("linux-x86_64", "linux-aarch64")
_PLATFORMS = (*(f"manylinux_2_{minor}" for minor in range(36, 16, -1)), "manylinux2014")


def main() -> None:
    folder = Path(sys.argv[1]) / "third-party"
    for requirements in sorted(folder.glob("requirements*.in")):
        first = requirements.read_text(encoding="utf-8").splitlines()[0]
        pythons = first.removeprefix("# pythons:").split()
        suffix = requirements.stem.removeprefix("requirements")
        for target in TARGETS:
            text = lock(requirements, target, pythons)
            (folder / f"{target}{suffix}.lock").write_text(text, encoding="utf-8")


def lock(requirements: Path, target: str, pythons: list[str]) -> str:
    """The first Python decides the versions."""
    versions: dict[str, str] = {}
    hashes: dict[str, set[str]] = {}
    for python in pythons:
        for name, version, digest in resolve(requirements, target, python, versions):
            if versions.setdefault(name, version) != version:
                sys.exit(f"lock: {name}: {versions[name]} and {version}")
            hashes.setdefault(name, set()).add(digest)
    lines = [
        f"# For Python {' '.join(pythons)}; what {target} needs; made from {requirements.name}."
    ]
    for name, version in sorted(versions.items()):
        lines.append(f"{name}=={version} \\")
        lines.append(" \\\n".join(f"    --hash=sha256:{it}" for it in sorted(hashes[name])))
    return "\n".join(lines) + "\n"


def resolve(
    requirements: Path, target: str, python: str, versions: dict[str, str]
) -> list[tuple[str, str, str]]:
    """https://pip.pypa.io/en/stable/reference/installation-report/"""
    architecture = target.removeprefix("linux-")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.write("".join(f"{name}=={it}\n" for name, it in versions.items()))
        constraints.flush()
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run"]
        command += ["--ignore-installed", "--report", "-", "--target", "/nonexistent"]
        command += ["--only-binary=:all:", "--implementation", "cp", "--python-version", python]
        command += [it for one in _PLATFORMS for it in ("--platform", f"{one}_{architecture}")]
        command += ["--requirement", str(requirements), "--constraint", constraints.name]
        report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return [_entry(it) for it in report["install"]]


def _entry(item: dict[str, dict[str, dict[str, dict[str, str]]]]) -> tuple[str, str, str]:
    """The name normalized by PEP 503."""
    told = item["metadata"]
    digest = item["download_info"]["archive_info"]["hashes"]["sha256"]
    return re.sub(r"[-_.]+", "-", str(told["name"])).lower(), str(told["version"]), digest


if __name__ == "__main__":
    main()
