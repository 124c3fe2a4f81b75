"""Multiplies two matrices by cuBLAS on the machine's GPU: python -m openxla.runtime.cublas.gpu."""

import ctypes
import sys

from openxla.runtime import cublas
from openxla.runtime.cublas import _gpu

_SIZE = 16


def multiply(_: _gpu.GPU) -> str:
    """Small whole numbers, whose products are exact in every precision that cuBLAS may choose.

    https://docs.nvidia.com/cuda/cublas/#cublas-t-gemm
    """
    cublas.load()
    library = cublas.LIBRARIES.load()["libcublas.so.12"]
    memory, handle = _gpu.Memory(), ctypes.c_void_p()
    assert (status := library.cublasCreate_v2(ctypes.byref(handle))) == 0, f"create: {status}"
    # Column by column, as cuBLAS has matrices.
    a = [float((3 * i + 1) % 7) for i in range(_SIZE * _SIZE)]
    b = [float((5 * i + 2) % 11) for i in range(_SIZE * _SIZE)]
    places = [memory.put(it) for it in (a, b, [0.0] * len(a))]
    one, zero = ctypes.c_float(1), ctypes.c_float(0)
    first, second, result = ((it, _SIZE) for it in places)
    status = library.cublasSgemm_v2(
        handle, 0, 0, _SIZE, _SIZE, _SIZE, ctypes.byref(one), *first, *second, ctypes.byref(zero),
        *result,
    )  # fmt: skip
    assert status == 0, f"cublasSgemm: status {status}"
    expected = [
        sum(a[row + _SIZE * it] * b[it + _SIZE * column] for it in range(_SIZE))
        for column in range(_SIZE)
        for row in range(_SIZE)
    ]
    return _gpu.compared(memory.get(places[2], len(a)), expected, 0)


if __name__ == "__main__":
    sys.exit(_gpu.run({"multiply": multiply}))
