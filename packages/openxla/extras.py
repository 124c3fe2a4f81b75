"""Which extras a release has: those whose packages it holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

# What the name alone installs: the compiler, and the runtime that it is tested with.
BASE = ("openxla-compiler", "iree-runtime")
EXTRAS: Mapping[str, Sequence[str]] = {
    "cpu": ("openxla-pjrt-plugin-cpu",),
    "cuda": (
        "openxla-pjrt-plugin-cuda",
        "openxla-runtime-plugin-cublas",
        "openxla-runtime-plugin-cudnn",
    ),
    "iree": ("iree-compiler",),
    "optimizer": ("openxla-optimizer",),
    "triton": ("openxla-runtime-plugin-triton-jit",),
}
ALL = "all"


def held(packages: Iterable[str]) -> dict[str, list[str]]:
    """The extras of a release that holds these packages; `all` has every package of the others."""
    there = set(packages)
    found = {name: list(it) for name, it in EXTRAS.items() if there.issuperset(it)}
    return found | {ALL: [package for it in found.values() for package in it]}


def lacking(packages: Iterable[str]) -> dict[str, list[str]]:
    """The extras that it has not, each with the packages that are missing."""
    there = set(packages)
    missing = {name: [one for one in it if one not in there] for name, it in EXTRAS.items()}
    return {name: it for name, it in missing.items() if it}


def contents(packages: Collection[str]) -> dict[str, Any]:
    """What a release that holds these packages says of itself."""
    return {
        "packages": sorted(packages),
        "extras": held(packages),
        "lacking": lacking(packages),
    }
