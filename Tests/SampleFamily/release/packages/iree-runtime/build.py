"""Builds iree's runtime."""

from family.building import Building, main
from family.given import source


def build(it: Building) -> None:
    it.cmake(source("iree"), IREE_BUILD_COMPILER="OFF")


main(build)
