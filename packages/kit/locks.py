"""The lock file that installs exactly one release: pip requirements, every line hashed.

https://pip.pypa.io/en/stable/topics/secure-installs/
"""

import re
from collections.abc import Iterable
from pathlib import Path

from packaging.utils import parse_wheel_filename

from kit.inputs import Inputs
from kit.verdict import Red, sha256

# Name → version and hashes.
Pins = dict[str, tuple[str, list[str]]]

_PIN = re.compile(
    r"^([a-z0-9-]+)==([^\s;\\]+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+)", re.MULTILINE
)
_HASH = re.compile(r"sha256:([0-9a-f]{64})")


def third_party(lock: Path) -> Pins:
    """Reads a lock file: name → version and hashes; raises `ValueError` on anything else in it."""
    text = "".join(
        line
        for line in lock.read_text(encoding="utf-8").splitlines(keepends=True)
        if not line.startswith("#")
    )
    rest = _PIN.sub("", text)
    if rest.strip():
        raise ValueError(
            f"{lock.name}: not a pinned, hashed requirement: {rest.strip().splitlines()[0]!r}"
        )
    return {name: (version, _HASH.findall(hashes)) for name, version, hashes in _PIN.findall(text)}


def entries(wheels: Iterable[Path]) -> Pins:
    """The lock entries of wheels that lie here."""
    found: Pins = {}
    for wheel in wheels:
        name, version, _, _ = parse_wheel_filename(wheel.name)
        found.setdefault(name, (str(version), []))[1].append(sha256(wheel))
    return found


def write(package: str, given: Inputs, ours: Pins, others: Pins, to: Path) -> Path:
    """Writes the lock of a release: its own wheels first, then what they need from the index."""
    clash = set(ours) & set(others)
    if clash:
        raise Red(f"locked twice: {sorted(clash)}")
    lines = [
        f"# Installs exactly {package} {given.version} on {given.target}:",
        "#   pip install --require-hashes --find-links FOLDER-OF-THE-RELEASE -r THIS-FILE",
        "# The release:",
        *_lines(ours),
        "# What it needs, from the Python index:",
        *_lines(others),
    ]
    path = to / f"{package}-{given.version}-{given.target}.lock.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _lines(pins: Pins) -> list[str]:
    return [
        f"{name}=={version} \\\n"
        + " \\\n".join(f"    --hash=sha256:{digest}" for digest in digests)
        for name, (version, digests) in sorted(pins.items())
    ]
