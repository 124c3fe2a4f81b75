"""The wheel openxla-compiler."""

from family.packing import Packing, Wheel, main

_MODULE = '''"""The OpenXLA compiler: where its libraries are."""

from pathlib import Path

from openxla.compiler.version import VERSION as __version__

LIBRARIES = Path(__file__).parent / "_libs"
COMPILER = LIBRARIES / "libIREECompiler.so"
OPTIMIZER = LIBRARIES / "libOpenXLAPartitioner.so"

__all__ = ["COMPILER", "LIBRARIES", "OPTIMIZER", "__version__"]
'''


def pack(it: Packing) -> None:
    it.wheel(
        Wheel(
            {"libs": "openxla/compiler/_libs"},
            "openxla/compiler",
            modules={"openxla/compiler/__init__.py": _MODULE},
        )
    )


main(pack)
