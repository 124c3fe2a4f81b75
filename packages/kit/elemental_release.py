"""Releases a published elemental wheel in version lock with openxla-compiler, without touching it.

Upstream renamed `iree-compiler` to `iree-base-compiler`; the release gives the old name back, as a
wheel of metadata that has our version and requires exactly the elemental wheel that was judged. The
elemental wheel lies beside it as it was published, so its hash is still upstream's.
"""

import json
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from wheel.wheelfile import WheelFile

from kit import elemental, own_wheel
from kit.elemental import Elemental
from kit.inputs import Inputs
from kit.verdict import Red, Unjudged
from kit.wheels import Steps, entry


@dataclass(frozen=True)
class Release:
    """One package of the release and the component that it is made of."""

    package: str
    component: str
    summary: str
    readme: str


def make(it: Release, given: Inputs, steps: Steps, out: Path) -> dict[str, Any]:
    """Puts both wheels into `out`, for each Python; returns facts for the record."""
    made = [_make(it, base, given, steps, out) for base in given.files(it.component)]
    files = [entry for _, entries in made for entry in entries]
    return {"revisions": made[0][0].revisions, "files": files}


def _make(
    it: Release, base: Path, given: Inputs, steps: Steps, out: Path
) -> tuple[Elemental, list[dict[str, Any]]]:
    started = time.monotonic()
    try:
        told = elemental.describe(base)
    except elemental.UNKNOWN_LAYOUT as error:
        raise Red(f"{base.name} is not laid out as known: {error}") from error
    problems = list(_contradictions(base, told))
    steps.record("describe", not problems, "; ".join(problems) or _words(told), started)
    if problems:
        raise Red(f"{base.name} contradicts itself: {'; '.join(problems)}")
    path = out / f"{it.package.replace('-', '_')}-{given.version}-{'-'.join(tags(base))}.whl"
    started = time.monotonic()
    _write(path, it, given, told)
    steps.record("lock", True, f"{path.name} requires {requirement(told)}", started)
    steps.twine(path)
    copied = Path(shutil.copyfile(base, out / base.name))
    return told, [entry(it.package, path), entry(it.component, copied)]


def requirement(told: Elemental) -> str:
    """What the wheel of metadata requires."""
    return f"{told.name}=={told.version}"


def tags(wheel: Path) -> list[str]:
    """Python, ABI and platform tags as they stand in a wheel's file name."""
    return wheel.name.removesuffix(".whl").split("-")[-3:]


def _contradictions(base: Path, told: Elemental) -> list[str]:
    """Where the file's name and its metadata differ; empty when they agree."""
    name, version, _, _ = parse_wheel_filename(base.name)
    found = []
    if canonicalize_name(told.name) != name:
        found.append(f"Name: {told.name}, expected {name}")
    if told.version != str(version):
        found.append(f"Version: {told.version}, expected {version}")
    if not told.revisions.get("IREE"):
        found.append("no REVISIONS of IREE in version.py")
    return found


def _words(told: Elemental) -> str:
    return f"{told.stamp or told.version} of {told.revisions['IREE']}"


def _write(path: Path, it: Release, given: Inputs, told: Elemental) -> None:
    """https://packaging.python.org/en/latest/specifications/binary-distribution-format/"""
    release = {
        "version": given.version,
        "target": given.target,
        "revisions": told.revisions,
        **own_wheel.origin(given, [it.component]),
        "pin-set": given.pin_set,
    }
    if path.exists():
        raise Unjudged(f"{path} exists")
    with WheelFile(path, "w") as wheel:
        for name, text in (
            ("release.json", json.dumps(release, indent=2) + "\n"),
            ("METADATA", metadata(it, given.version, told)),
            ("WHEEL", _wheel(path)),
        ):
            wheel.writestr(f"{wheel.dist_info_path}/{name}", text)


def metadata(it: Release, version: str, told: Elemental) -> str:
    """The core metadata: https://packaging.python.org/en/latest/specifications/core-metadata/"""
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {it.package}",
        f"Version: {version}",
        f"Summary: {it.summary}",
        "License: Apache-2.0 WITH LLVM-exception",
        "Description-Content-Type: text/markdown",
        f"Requires-Dist: {requirement(told)}",
    ]
    for extra in extras(told):
        lines.append(f"Provides-Extra: {extra}")
        lines.append(f'Requires-Dist: {told.name}[{extra}]=={told.version}; extra == "{extra}"')
    return "\n".join(lines) + "\n\n" + it.readme


def extras(told: Elemental) -> list[str]:
    """The extras of the elemental wheel, which ours passes on."""
    markers = (str(Requirement(text).marker or "") for text in told.requires)
    return sorted({it.split('"')[1] for it in markers if it.startswith("extra == ")})


def _wheel(path: Path) -> str:
    python, abi, platforms = tags(path)
    lines = ["Wheel-Version: 1.0", "Generator: openxla-compiler-release", "Root-Is-Purelib: false"]
    return "\n".join(lines + [f"Tag: {python}-{abi}-{it}" for it in platforms.split(".")]) + "\n"
