"""Gathers the sources; nothing is compiled."""

from pathlib import Path

from family.building import Building, main
from family.given import inputs


def build(it: Building) -> None:
    for component, found in inputs()["sources"].items():
        it.add(Path(found["path"]), component)


main(build)
