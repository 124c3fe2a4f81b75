"""Asks Triton's compiler, or the cache."""

import base64
import importlib.metadata
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ._cache import Cache
from ._devices import Device

_BINARIES = {"cuda": ("cubin", "ptx"), "hip": ("hsaco", "amdgcn")}


class TritonError(RuntimeError):
    """A kernel could not be compiled; in Triton's words."""


@dataclass(frozen=True)
class Compiled:
    """One kernel for one device."""

    device: Device
    # An ELF file: a cubin for NVIDIA, a code object (HSACO) for AMD.
    binary: bytes
    # The kernel's function in it.
    symbol: str
    # PTX, or AMD's assembly.
    assembly: str
    # Bytes of shared memory, and groups of threads, that a launch must ask for.
    shared: int
    warps: int
    was_cached: bool = False

    def disassembly(self) -> str:
        """The device's own instructions, by NVIDIA's disassembler that Triton brings; AMD's
        assembly has them already."""
        if self.device.backend != "cuda":
            return self.assembly
        with tempfile.NamedTemporaryFile(suffix=".cubin") as file:
            file.write(self.binary)
            file.flush()
            ended = subprocess.run(
                [_nvidia("nvdisasm"), "-c", file.name], capture_output=True, text=True, check=False
            )
        if ended.returncode != 0:
            raise TritonError(f"nvdisasm: {ended.stderr.strip()[-500:]}")
        return ended.stdout


def compile(
    kernel: Any,
    *,
    device: str,
    signature: Mapping[str, str],
    constants: Mapping[str, Any] | None = None,
    options: Mapping[str, Any] | None = None,
    cache: Cache | None = None,
) -> Compiled:
    """Compiles a `@triton.jit` function.

    signature   the type of each argument, such as "*fp32" or "i32"
    constants   the values of its `tl.constexpr` arguments
    options     Triton's, such as num_warps and num_stages
    cache       where it is kept; by default `Cache.default()`
    """
    target, kept = Device.named(device), cache or Cache.default()
    source = _source(kernel, dict(signature), dict(constants or {}))
    key = Cache.key(
        {
            "source": source.hash(),
            "device": device,
            "options": {name: repr(it) for name, it in (options or {}).items()},
            "compiler": _compiler(),
        }
    )
    if found := kept.get(key):
        return _restored(target, found)
    made = _compiled(source, target, dict(options or {}))
    kept.put(key, _entry(made))
    return made


def _source(kernel: Any, signature: dict[str, str], constants: dict[str, Any]) -> Any:
    from triton.compiler import ASTSource

    every = {name: signature.get(name, "constexpr") for name in kernel.arg_names}
    missing = [name for name, it in every.items() if it == "constexpr" and name not in constants]
    unknown = sorted({*signature, *constants} - set(every))
    if missing or unknown:
        raise ValueError(
            f"{kernel.__name__}: no type or value of {missing}, no arguments {unknown}"
        )
    return ASTSource(kernel, every, constexprs=constants)


def _compiled(source: Any, device: Device, options: dict[str, Any]) -> Compiled:
    import triton
    from triton.backends.compiler import GPUTarget

    target = GPUTarget(device.backend, device.architecture, device.warp)
    try:
        made = triton.compile(source, target=target, options=options)
    except Exception as error:  # whatever a compiler raises about a kernel
        raise TritonError(f"{device.name}: {type(error).__name__}: {error}") from error
    binary, assembly = _BINARIES[device.backend]
    told = made.metadata
    return Compiled(
        device, made.asm[binary], told.name, made.asm[assembly], told.shared, told.num_warps
    )


def _compiler() -> dict[str, str]:
    """What decides, besides the source: Triton, with all that its wheel brings."""
    return {"triton": importlib.metadata.version("triton")}


def _entry(made: Compiled) -> dict[str, Any]:
    return {
        "binary": base64.b64encode(made.binary).decode(),
        "symbol": made.symbol,
        "assembly": made.assembly,
        "shared": made.shared,
        "warps": made.warps,
    }


def _restored(device: Device, entry: dict[str, Any]) -> Compiled:
    binary = base64.b64decode(entry.pop("binary"))
    return Compiled(device, binary, was_cached=True, **entry)


def _nvidia(tool: str) -> str:
    import triton

    return str(Path(triton.__file__).parent / "backends/nvidia/bin" / tool)
