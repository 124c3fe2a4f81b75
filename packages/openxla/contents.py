"""Which wheels of a release and of its pins an extra installs, by what their metadata requires."""

from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kit import own_wheel

# One wheel of a name, or one for each Python.
Wheels = dict[str, list[Path]]


def by_name(wheels: Iterable[Path]) -> Wheels:
    """The wheels, by the normalized name of what they distribute."""
    found: Wheels = {}
    for wheel in wheels:
        found.setdefault(canonicalize_name(own_wheel.name(wheel)), []).append(wheel)
    return found


def closure(packages: Iterable[str], wheels: Wheels) -> list[Path]:
    """The wheels of these packages, and of all that they require; what is not among `wheels` is
    third-party."""
    found: Wheels = {}
    todo = list(packages)
    while todo:
        name = canonicalize_name(todo.pop())
        if name in found or name not in wheels:
            continue
        found[name] = wheels[name]
        todo += _required(wheels[name][0])
    return [it for name in sorted(found) for it in found[name]]


def _required(wheel: Path) -> list[str]:
    """What it requires without an extra."""
    requirements = [
        Requirement(it) for it in own_wheel.metadata(wheel).get_all("Requires-Dist", [])
    ]
    return [it.name for it in requirements if "extra" not in str(it.marker or "")]
