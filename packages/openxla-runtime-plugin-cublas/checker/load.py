"""Loads cuBLAS by its module and asks it what needs no GPU: python -m checker.load VERSION."""

import ctypes
import sys

from openxla.runtime import cublas

from kit.process import tell


def main() -> str:
    pinned = sys.argv[1]
    version = cublas.load()
    assert pinned.startswith(".".join(map(str, version)) + "."), f"{version}, pinned is {pinned}"
    assert cublas.problems() == [], cublas.problems()
    _layout()
    return f"{'.'.join(map(str, version))}, cuBLASLt as well, a matrix can be described"


def _layout() -> None:
    """What describes a matrix needs no device."""
    library = cublas.LIBRARIES.load()["libcublasLt.so.12"]
    layout = ctypes.c_void_p()
    create = library.cublasLtMatrixLayoutCreate
    create.argtypes = [
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_uint64,
        ctypes.c_uint64,
        ctypes.c_int64,
    ]
    status = create(ctypes.byref(layout), 0, 64, 64, 64)
    assert status == 0, f"cublasLtMatrixLayoutCreate: status {status}"
    assert library.cublasLtMatrixLayoutDestroy(layout) == 0


if __name__ == "__main__":
    tell(main)
