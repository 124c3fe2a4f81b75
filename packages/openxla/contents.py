"""Which wheels of a release and of its pins an extra installs, by what their metadata requires."""

from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kit import own_wheel

Wheels = dict[str, Path]


def by_name(wheels: Iterable[Path]) -> Wheels:
    """The wheels, by the normalized name of what they distribute."""
    return {canonicalize_name(own_wheel.name(it)): it for it in wheels}


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
        todo += _required(wheels[name])
    return [found[name] for name in sorted(found)]


def _required(wheel: Path) -> list[str]:
    """What it requires without an extra."""
    requirements = [
        Requirement(it) for it in own_wheel.metadata(wheel).get_all("Requires-Dist", [])
    ]
    return [it.name for it in requirements if "extra" not in str(it.marker or "")]
