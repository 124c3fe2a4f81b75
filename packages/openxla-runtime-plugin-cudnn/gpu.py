"""Convolves an image by cuDNN on the machine's GPU: python -m openxla.runtime.cudnn.gpu.

https://docs.nvidia.com/deeplearning/cudnn/backend/latest/api/cudnn-cnn-library.html
"""

import ctypes
import sys
from typing import Any

from openxla.runtime import cudnn
from openxla.runtime.cudnn import _gpu

_IMAGE, _KERNEL = 8, 3
_RESULT = _IMAGE - _KERNEL + 1
# Of cuDNN's enumerations; the algorithm is the one that needs no workspace.
_NCHW, _FLOAT, _CORRELATION, _IMPLICIT_GEMM = 0, 0, 1, 0


class Library:
    """cuDNN, none of whose calls may fail."""

    def __init__(self) -> None:
        cudnn.load()
        self._library = cudnn.LIBRARIES.load()["libcudnn.so.9"]

    def call(self, name: str, *arguments: Any) -> None:
        status = getattr(self._library, f"cudnn{name}")(*arguments)
        assert status == 0, f"cudnn{name}: status {status}"

    def made(self, what: str, *values: int) -> ctypes.c_void_p:
        """A descriptor with these values."""
        it = ctypes.c_void_p()
        kind = what.replace("4d", "").replace("2d", "")
        self.call(f"Create{kind}Descriptor", ctypes.byref(it))
        self.call(f"Set{what}Descriptor", it, *values)
        return it


def convolve(_: _gpu.GPU) -> str:
    """Small whole numbers, whose sums are exact in every precision that cuDNN may choose."""
    library, memory, handle = Library(), _gpu.Memory(), ctypes.c_void_p()
    library.call("Create", ctypes.byref(handle))
    image = [float((3 * i + 1) % 7) for i in range(_IMAGE * _IMAGE)]
    kernel = [float(i - 4) for i in range(_KERNEL * _KERNEL)]
    places = [memory.put(it) for it in (image, kernel, [0.0] * (_RESULT * _RESULT))]
    x = library.made("Tensor4d", _NCHW, _FLOAT, 1, 1, _IMAGE, _IMAGE)
    w = library.made("Filter4d", _FLOAT, _NCHW, 1, 1, _KERNEL, _KERNEL)
    y = library.made("Tensor4d", _NCHW, _FLOAT, 1, 1, _RESULT, _RESULT)
    by = library.made("Convolution2d", 0, 0, 1, 1, 1, 1, _CORRELATION, _FLOAT)
    one, zero = ctypes.byref(ctypes.c_float(1)), ctypes.byref(ctypes.c_float(0))
    library.call(
        "ConvolutionForward", handle, one, x, places[0], w, places[1], by, _IMPLICIT_GEMM, None,
        ctypes.c_size_t(0), zero, y, places[2],
    )  # fmt: skip
    return _gpu.compared(memory.get(places[2], _RESULT * _RESULT), _expected(image, kernel), 0)


def _expected(image: list[float], kernel: list[float]) -> list[float]:
    return [
        sum(
            image[(row + down) * _IMAGE + column + right] * kernel[down * _KERNEL + right]
            for down in range(_KERNEL)
            for right in range(_KERNEL)
        )
        for row in range(_RESULT)
        for column in range(_RESULT)
    ]


if __name__ == "__main__":
    sys.exit(_gpu.run({"convolve": convolve}))
