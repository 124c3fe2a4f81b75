"""Looks inside what Triton made: is it a program for the device, with the units that it is for?"""

import re
import struct

_NVIDIA, _AMD = 190, 224
# e_flags of AMD's code objects, their lowest byte:
# https://llvm.org/docs/AMDGPUUsage.html#amdgpu-elf-header-e-flags-v6-onwards-table
_PROCESSORS = {"gfx942": 0x4C, "gfx950": 0x4F}
# The instructions of each generation's matrix units.
_MATRIX = {
    "sm_80": r"\bHMMA\.",
    "sm_90": r"\bHGMMA\.",
    "sm_100": r"\bUTCHMMA\b",
    "gfx942": r"\bv_mfma_",
    "gfx950": r"\bv_mfma_",
}


def inspect(device: str, binary: bytes, symbol: str) -> str:
    """One line on the ELF file; raises `AssertionError` when it is for another device, or has no
    such kernel. https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html"""
    assert binary[:6] == b"\x7fELF\x02\x01", "no 64-bit little-endian ELF file"
    (machine,) = struct.unpack_from("<H", binary, 18)
    (flags,) = struct.unpack_from("<I", binary, 48)
    expected = _NVIDIA if device.startswith("sm_") else _AMD
    assert machine == expected, f"ELF for machine {machine}, expected {expected}"
    if device in _PROCESSORS:
        found = flags & 0xFF
        assert found == _PROCESSORS[device], f"for processor {found:#x}, asked for {device}"
    assert symbol.encode() + b"\0" in binary, f"no symbol {symbol}"
    return f"{len(binary)} bytes of ELF for machine {machine}, flags {flags:#x}, symbol {symbol}"


def matrix_units(device: str, disassembly: str) -> str:
    """How often the matrix units are used; none is refused."""
    found = re.findall(_MATRIX[device] + r"[\w.]*", disassembly)
    assert found, f"no instruction {_MATRIX[device]}"
    return f"{len(found)} {found[0]}"


def target(device: str, assembly: str) -> str:
    """The device that the assembly text names."""
    found = re.search(r'^\s*\.(?:target|amdgcn_target)\s+"?([^"\s,]+)', assembly, re.MULTILINE)
    assert found, "the assembly names no target"
    assert device in found[1], f"assembly for {found[1]}, asked for {device}"
    return found[1]
