"""Compiles one kernel for one device, and looks inside: python -m checker.aot KERNEL DEVICE."""

import sys
import tempfile
from pathlib import Path

from openxla.runtime import triton_jit

from checker import code, kernels
from kit.process import tell


def main() -> str:
    kernel, device = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        cache = triton_jit.Cache(Path(folder))
        arguments = kernels.ARGUMENTS[kernel]
        made = triton_jit.compile(getattr(kernels, kernel), device=device, cache=cache, **arguments)
    words = [code.inspect(device, made.binary, made.symbol), code.target(device, made.assembly)]
    if kernel == "matmul":
        words.append(code.matrix_units(device, made.disassembly()))
    return "; ".join(words)


if __name__ == "__main__":
    tell(main)
