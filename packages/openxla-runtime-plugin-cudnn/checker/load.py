"""Loads cuDNN by its module and asks it what needs no GPU: python -m checker.load VERSION."""

import ctypes
import sys

from openxla.runtime import cudnn

from kit.process import tell


def main() -> str:
    pinned = sys.argv[1]
    version = cudnn.load()
    assert pinned.startswith(".".join(map(str, version)) + "."), f"{version}, pinned is {pinned}"
    assert cudnn.problems() == [], cudnn.problems()
    size = _tensor()
    assert size == 96, f"a tensor of 1x2x3x4 floats takes {size} bytes, expected 96"
    return f"{'.'.join(map(str, version))}, its parts agree, a tensor has the right size"


def _tensor() -> int:
    """What a descriptor says of a tensor: arithmetic that needs no device."""
    library = cudnn.LIBRARIES.load()["libcudnn.so.9"]
    tensor, size = ctypes.c_void_p(), ctypes.c_size_t()
    statuses = (
        library.cudnnCreateTensorDescriptor(ctypes.byref(tensor)),
        library.cudnnSetTensor4dDescriptor(tensor, 0, 0, 1, 2, 3, 4),
        library.cudnnGetTensorSizeInBytes(tensor, ctypes.byref(size)),
        library.cudnnDestroyTensorDescriptor(tensor),
    )
    assert statuses == (0, 0, 0, 0), f"statuses {statuses}"
    return size.value


if __name__ == "__main__":
    tell(main)
