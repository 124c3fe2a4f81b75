"""Builds iree's compiler; openxla-nvgpu's plugins are linked in through the plugin path."""

from family.building import Building, main
from family.given import source


def build(it: Building) -> None:
    # The variable's name changed: both are given, and iree takes the one that it knows.
    plugins = f"{source('openxla-nvgpu')}/compiler"
    it.cmake(
        source("iree"),
        IREE_BUILD_RUNTIME="OFF",
        IREE_CMAKE_PLUGIN_PATHS=plugins,
        IREE_COMPILER_PLUGIN_PATHS=plugins,
    )


main(build)
