"""The lock file that installs exactly one release: pip requirements, every line hashed.

https://pip.pypa.io/en/stable/topics/secure-installs/
"""

import re
from pathlib import Path

from packaging.utils import parse_wheel_filename

from kit.verdict import Red, sha256

_PIN = re.compile(
    r"^([a-z0-9-]+)==([^\s;\\]+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+)", re.MULTILINE
)
_HASH = re.compile(r"sha256:([0-9a-f]{64})")


def third_party(lock: Path) -> dict[str, tuple[str, list[str]]]:
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


def entry(wheel: Path) -> tuple[str, tuple[str, list[str]]]:
    """The lock entry of one released wheel."""
    name, version, _, _ = parse_wheel_filename(wheel.name)
    return name, (str(version), [sha256(wheel)])


def render(
    version: str, target: str, released: list[Path], others: dict[str, tuple[str, list[str]]]
) -> str:
    """The lock file's text: our wheels first, then what they need from the index."""
    ours = dict(entry(wheel) for wheel in released)
    clash = set(ours) & set(others)
    if clash:
        raise Red(f"locked twice: {sorted(clash)}")
    lines = [
        f"# Installs exactly openxla-compiler {version} on {target}:",
        "#   pip install --require-hashes --find-links FOLDER-OF-THE-RELEASE -r THIS-FILE",
        "# The release:",
        *_lines(ours),
        "# What it needs, from the Python index:",
        *_lines(others),
    ]
    return "\n".join(lines) + "\n"


def _lines(pins: dict[str, tuple[str, list[str]]]) -> list[str]:
    return [
        f"{name}=={version} \\\n"
        + " \\\n".join(f"    --hash=sha256:{digest}" for digest in digests)
        for name, (version, digests) in sorted(pins.items())
    ]
