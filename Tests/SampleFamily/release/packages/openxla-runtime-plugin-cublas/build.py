"""Builds the runtime's custom calls of cublas."""

from family.building import Building, main
from family.given import source


def build(it: Building) -> None:
    it.cmake(
        f"{source('openxla-nvgpu')}/runtime",
        IREE_SOURCE_DIR=source("iree"),
        OPENXLA_NVGPU_RUNTIME="cublas",
    )


main(build)
