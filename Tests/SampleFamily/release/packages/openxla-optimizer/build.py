"""Builds the partitioner out of xla's passes."""

from family.building import Building, main
from family.given import source


def build(it: Building) -> None:
    it.cmake(f"{source('openxla-pjrt-plugin')}/partitioner", XLA_SOURCE_DIR=source("xla"))


main(build)
