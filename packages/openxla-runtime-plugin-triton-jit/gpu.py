"""Compiles a Triton kernel for the machine's GPU ahead of time, and runs it there: python -m
openxla.runtime.triton_jit.gpu."""

import ctypes
import math
import sys

from openxla.runtime import triton_jit
from openxla.runtime.triton_jit import _gpu

_ROWS, _COLUMNS = 8, 200


def softmax(gpu: _gpu.GPU) -> str:
    """Rows that sum to one."""
    from openxla.runtime.triton_jit import _kernels

    made = triton_jit.compile(
        _kernels.softmax, device=gpu.architecture, **_kernels.ARGUMENTS["softmax"]
    )
    values = [math.sin(i) for i in range(_ROWS * _COLUMNS)]
    memory = _gpu.Memory()
    to, x = memory.put([0.0] * len(values)), memory.put(values)
    _launch(memory, made, to, x)
    rows = [values[it * _COLUMNS : (it + 1) * _COLUMNS] for it in range(_ROWS)]
    return _gpu.compared(memory.get(to, len(values)), [it for row in rows for it in _of(row)], 1e-5)


def _launch(
    memory: _gpu.Memory, made: triton_jit.Compiled, to: ctypes.c_void_p, x: ctypes.c_void_p
) -> None:
    """A group of threads for each row. Triton appends pointers to memory of its own, of which this
    kernel uses none; a kernel takes as many arguments as it declares.

    https://docs.nvidia.com/cuda/cuda-driver-api/group__CUDA__EXEC.html
    """
    module, function = ctypes.c_void_p(), ctypes.c_void_p()
    memory.call("cuModuleLoadData", ctypes.byref(module), made.binary)
    memory.call("cuModuleGetFunction", ctypes.byref(function), module, made.symbol.encode())
    size = ctypes.c_int(_COLUMNS)
    given = [to, x, size, size, ctypes.c_void_p(), ctypes.c_void_p()]
    pointers = [ctypes.cast(ctypes.pointer(it), ctypes.c_void_p) for it in given]
    arguments = (ctypes.c_void_p * len(given))(*pointers)
    threads = made.warps * made.device.warp
    grid, block = (_ROWS, 1, 1), (threads, 1, 1)
    memory.call("cuLaunchKernel", function, *grid, *block, made.shared, None, arguments, None)


def _of(row: list[float]) -> list[float]:
    powers = [math.exp(it - max(row)) for it in row]
    return [it / sum(powers) for it in powers]


if __name__ == "__main__":
    sys.exit(_gpu.run({"softmax": softmax}))
