"""Reads an elemental wheel as data: files, metadata, revision map. Nothing of it is imported or
run."""

import ast
import configparser
import email
import zipfile
from dataclasses import dataclass
from pathlib import Path

from kit.verdict import Red

# What reading a wheel that is laid out otherwise raises.
UNKNOWN_LAYOUT = (KeyError, ValueError, StopIteration, SyntaxError, zipfile.BadZipFile)
_PACKAGE = "iree/compiler/"
# It tests that the elemental console scripts are installed; ours have other names and tests.
_LEFT_OUT = ("iree/compiler/_package_test.py",)


@dataclass(frozen=True)
class Elemental:
    """What a wheel says about itself."""

    name: str
    version: str
    requires: list[str]
    scripts: dict[str, str]
    revisions: dict[str, str]
    stamp: str


def describe(wheel: Path) -> Elemental:
    """Reads METADATA, entry points and the literals of `version.py`."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        info = next(name.split("/")[0] for name in names if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(f"{info}/METADATA"))
        points = f"{info}/entry_points.txt"
        scripts = _scripts(archive.read(points).decode()) if points in names else {}
        literals = _literals(archive, names)
    revisions = literals.get("REVISIONS", {})
    if not isinstance(revisions, dict):
        raise Red(f"{wheel.name}: REVISIONS in version.py is not a dictionary")
    return Elemental(
        metadata["Name"],
        metadata["Version"],
        metadata.get_all("Requires-Dist") or [],
        scripts,
        {str(key): str(value) for key, value in revisions.items()},
        str(literals.get("VERSION", "")),
    )


def unpack(wheel: Path, to: Path) -> int:
    """Unpacks `iree/compiler` as `to`, keeping the executable bits; returns the number of files."""
    count = 0
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if (
                not entry.filename.startswith(_PACKAGE)
                or entry.is_dir()
                or entry.filename in _LEFT_OUT
            ):
                continue
            path = to / entry.filename.removeprefix(_PACKAGE)
            if ".." in path.parts:
                raise Red(f"{wheel.name}: {entry.filename} leaves its folder")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(entry))
            path.chmod(0o755 if (entry.external_attr >> 16) & 0o111 else 0o644)
            count += 1
    if not count:
        raise Red(f"{wheel.name}: no files below {_PACKAGE}")
    return count


def _scripts(text: str) -> dict[str, str]:
    points = configparser.ConfigParser(delimiters="=")
    points.optionxform = str  # type: ignore[assignment,method-assign]
    points.read_string(text)
    return dict(points["console_scripts"]) if points.has_section("console_scripts") else {}


def _literals(archive: zipfile.ZipFile, names: list[str]) -> dict[str, object]:
    """The literal assignments of the wheel's `version.py`:
    https://docs.python.org/3/library/ast.html#ast.literal_eval"""
    found: dict[str, object] = {}
    for name in ("iree/compiler/version.py", "iree/_runtime_libs/version.py"):
        if name not in names:
            continue
        for node in ast.parse(archive.read(name)).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                try:
                    found[node.targets[0].id] = ast.literal_eval(node.value)
                except ValueError:
                    continue
    return found
