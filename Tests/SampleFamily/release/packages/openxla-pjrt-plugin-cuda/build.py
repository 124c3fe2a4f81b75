"""Builds the PJRT plugin, and keeps the jax that it is tested with."""

from pathlib import Path

from family.building import Building, main
from family.given import SCRATCH, need, source
from family.trees import unpack


def build(it: Building) -> None:
    runtime = unpack(need("iree-runtime", "tree.tar"), SCRATCH / "iree-runtime")
    it.cmake(
        source("openxla-pjrt-plugin"),
        IREE_RUNTIME_DIR=str(runtime / "runtime"),
        IREE_SOURCE_DIR=source("iree"),
        OPENXLA_PJRT_DEVICES="cuda",
        XLA_SOURCE_DIR=source("xla"),
    )
    it.add(Path(source("jax")) / "jax", "tests", "jax")


main(build)
