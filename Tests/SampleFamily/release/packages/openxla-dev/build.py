"""Gathers headers and libraries; nothing is compiled."""

from pathlib import Path

from family.building import Building, main
from family.given import SCRATCH, need, source
from family.trees import unpack

_HEADERS = {
    "iree/compiler": ("iree", "compiler/include/iree/compiler"),
    "iree/runtime": ("iree", "runtime/include/iree/runtime"),
    "xla/pjrt": ("xla", "xla/pjrt"),
    "partitioner/api.h": ("openxla-pjrt-plugin", "partitioner/api.h"),
}


def build(it: Building) -> None:
    for place, (component, path) in _HEADERS.items():
        it.add(Path(source(component)) / path, "include", place)
    for package, library in (
        ("iree-compiler", "compiler/libIREECompiler.so"),
        ("iree-runtime", "runtime/libIREERuntime.so"),
    ):
        tree = unpack(need(package, "tree.tar"), SCRATCH / package)
        it.add(tree / library, "lib", Path(library).name)


main(build)
