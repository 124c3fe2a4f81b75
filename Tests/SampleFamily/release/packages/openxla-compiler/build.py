"""Puts the compiler and the optimizer side by side; nothing is compiled."""

from family.building import Building, main
from family.given import SCRATCH, need
from family.trees import unpack


def build(it: Building) -> None:
    for package in ("iree-compiler", "openxla-optimizer"):
        unpack(need(package, "tree.tar"), SCRATCH / package)
    it.add(SCRATCH / "iree-compiler/compiler", "libs")
    it.add(SCRATCH / "openxla-optimizer/optimizer/libOpenXLAPartitioner.so", "libs")


main(build)
