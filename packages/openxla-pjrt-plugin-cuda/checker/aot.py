"""Compiles one program for a GPU that is not here, and looks inside: python -m checker.aot PROGRAM
DEVICE FOLDER."""

import os
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
from jax_plugins.openxla_cuda import aot

from kit.process import tell

_CUBIN = 190


def mlp(jax: Any, devices: Any) -> tuple[Callable[..., Any], list[Any], Any]:
    """Products, a softmax: kernels of XLA's own and the library that CUDA programs share."""
    named = _named(jax, devices)

    def function(x: Any, a: Any, b: Any) -> Any:
        return jax.nn.softmax(jax.numpy.tanh(x @ a) @ b)

    shapes = [_shape(jax, it, named()) for it in ((128, 256), (256, 512), (512, 256))]
    return function, shapes, named()


def sharded(jax: Any, devices: Any) -> tuple[Callable[..., Any], list[Any], Any]:
    """The hidden layer divided: its parts are summed across devices."""
    named = _named(jax, devices)

    def function(x: Any, a: Any, b: Any) -> Any:
        return jax.numpy.tanh(x @ a) @ b

    shapes = [
        _shape(jax, (128, 256), named()),
        _shape(jax, (256, 512), named(None, "x")),
        _shape(jax, (512, 256), named("x", None)),
    ]
    return function, shapes, named()


def convolution(jax: Any, devices: Any) -> tuple[Callable[..., Any], list[Any], Any]:
    """What XLA leaves to cuDNN."""
    named = _named(jax, devices)

    def function(x: Any, kernel: Any) -> Any:
        form = ("NHWC", "HWIO", "NHWC")
        return jax.lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=form)

    return function, [_shape(jax, it, named()) for it in ((8, 32, 32, 64), (3, 3, 64, 64))], named()


# The program, on how many devices, and what must be in its HLO.
PROGRAMS = {
    "mlp": (mlp, 1, ""),
    "sharded": (sharded, 8, "all-reduce"),
    "convolution": (convolution, 1, "__cudnn$conv"),
}


def _named(jax: Any, devices: Any) -> Callable[..., Any]:
    mesh = jax.sharding.Mesh(numpy.array(devices), ("x",))
    return lambda *by: jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec(*by))


def _shape(jax: Any, shape: tuple[int, ...], by: Any) -> Any:
    return jax.ShapeDtypeStruct(shape, jax.numpy.float32, sharding=by)


def main() -> str:
    program, device, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    os.environ |= aot.environment(folder)
    import jax

    make, count, expected = PROGRAMS[program]
    devices = aot.topology(device, count).devices
    assert len(devices) == count, f"{len(devices)} devices, expected {count}"
    function, shapes, results = make(jax, devices)
    compiled = jax.jit(function, out_shardings=results).lower(*shapes).compile()
    text = compiled.as_text()
    assert expected in text, f"no {expected} in the program"
    words = [f"{len(text)} bytes of HLO"]
    if expected:
        found = re.findall(re.escape(expected) + r"[\w-]*", text)
        words.append(f"with {found[0]}")
    return ", ".join([*words, *_kernels(folder, aot.DEVICES[device].architecture)])


def _kernels(folder: Path, architecture: str) -> list[str]:
    """Every PTX file is for the device, and NVIDIA's assembler makes a program for it of it."""
    # From jax 0.10 on a module that only has constants leaves an empty file.
    files = sorted(it for it in folder.glob("*.ptx") if it.stat().st_size)
    assert files, "XLA wrote no PTX"
    targets = {_target(it.read_text("utf-8"), architecture) for it in files}
    sizes = [_assembled(it, targets, architecture) for it in files]
    return [f"{len(files)} PTX for {sorted(targets)[0]}", f"{sum(sizes)} bytes of SASS"]


def _target(text: str, architecture: str) -> str:
    found = re.search(r"^\.target (sm_\d+a?)", text, re.MULTILINE)
    assert found, "PTX without a target"
    assert found[1].removesuffix("a") == architecture, f"PTX for {found[1]}, asked {architecture}"
    return found[1]


def _assembled(ptx: Path, targets: set[str], architecture: str) -> int:
    cubin = ptx.with_suffix(".cubin")
    command = [str(aot.ptxas()), f"-arch={sorted(targets)[0]}", str(ptx), "-o", str(cubin)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, f"ptxas: {ended.stderr.strip()[-300:]}"
    data = cubin.read_bytes()
    machine, flags = *struct.unpack_from("<H", data, 18), *struct.unpack_from("<I", data, 48)
    assert machine == _CUBIN, f"ELF for machine {machine}, expected {_CUBIN}"
    number = int(architecture.removeprefix("sm_"))
    assert number in (flags & 0xFF, flags >> 8 & 0xFF), f"flags {flags:#x}, asked {architecture}"
    return len(data)


if __name__ == "__main__":
    tell(main)
