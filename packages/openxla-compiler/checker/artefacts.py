"""Looks inside what the compiler made: is there a real program for the device? Exit code 0 proves
nothing.

A compiled module is a zip of `module.fb` and one file per executable, each holding code in the
device's own format.
"""

import io
import re
import struct
import zipfile

_SPIRV_MAGIC = 0x07230203
_SPIRV_ENTRY_POINT = 15
_MACHINES = {"x86_64": 62, "aarch64": 183, "amdgpu": 224}
_HEADER = 12
_GFX942 = 0x4C  # https://llvm.org/docs/AMDGPUUsage.html#amdgpu-elf-header-e-flags-v6-onwards-table


class NotAnArtefact(Exception):
    """What was found instead of a program for the device."""


def inspect(device: str, module: bytes, architecture: str) -> str:
    """One line on the program inside; raises `NotAnArtefact` when there is none."""
    executables = _executables(module)
    look = {
        "llvm-cpu": lambda data: _elf(data, architecture),
        "vmvx": _bytecode,
        "vulkan-spirv": _spirv,
        "cuda": _ptx,
        "rocm": lambda data: _elf(data, "amdgpu"),
        "metal-spirv": _metal,
    }[device]
    found = [look(data) for data in executables.values()]
    return f"{len(found)} executables, {len(module)} bytes: {found[0]}"


def _executables(module: bytes) -> dict[str, bytes]:
    if not module:
        raise NotAnArtefact("the module is empty")
    try:
        with zipfile.ZipFile(io.BytesIO(module)) as archive:
            broken = archive.testzip()
            if broken:
                raise NotAnArtefact(f"{broken} is damaged in the module")
            files = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile as error:
        raise NotAnArtefact(f"the module is no archive: {error}") from error
    # Small executables lie inside `module.fb`, after its own header; the others are files beside
    # it.
    main = files.pop("module.fb", b"")
    if not main:
        raise NotAnArtefact("the archive has no module.fb")
    return files or {"module.fb": main[_HEADER:]}


def _spirv(data: bytes) -> str:
    """Every SPIR-V module in a flatbuffer:
    https://registry.khronos.org/SPIR-V/specs/unified1/SPIRV.html#PhysicalLayout"""
    entries: list[str] = []
    at = data.find(struct.pack("<I", _SPIRV_MAGIC))
    while at >= 4:
        # A flatbuffer's vector is preceded by its length.
        (count,) = struct.unpack_from("<I", data, at - 4)
        if at % 4 == 0 and 5 < count <= (len(data) - at) // 4:
            entries += _spirv_entries(struct.unpack_from(f"<{count}I", data, at))
        at = data.find(struct.pack("<I", _SPIRV_MAGIC), at + 4)
    if not entries:
        raise NotAnArtefact("no SPIR-V module with an entry point")
    return f"SPIR-V, entry point {entries[0]}"


def _spirv_entries(words: tuple[int, ...]) -> list[str]:
    version, bound = words[1], words[3]
    if not 0x10000 <= version <= 0x10600 or version & 0xFF or not bound or words[4]:
        raise NotAnArtefact(
            f"bad SPIR-V header: version {version:#x}, bound {bound}, schema {words[4]}"
        )
    entries, at = [], 5
    while at < len(words):
        length, opcode = words[at] >> 16, words[at] & 0xFFFF
        if not length or at + length > len(words):
            raise NotAnArtefact(f"bad SPIR-V instruction at word {at}: {words[at]:#x}")
        if opcode == _SPIRV_ENTRY_POINT:
            name = struct.pack(f"<{length - 3}I", *words[at + 3 : at + length])
            entries.append(name.split(b"\0")[0].decode("utf-8", "replace"))
        at += length
    return entries


def _ptx(data: bytes) -> str:
    """https://docs.nvidia.com/cuda/parallel-thread-execution/#directives"""
    text = data.decode("latin-1")
    version = re.search(r"^\.version (\d+\.\d+)$", text, re.MULTILINE)
    target = re.search(r"^\.target (sm_\d+)", text, re.MULTILINE)
    entry = re.search(r"\.entry (\w+)\s*\(", text)
    if not (version and target and entry):
        raise NotAnArtefact("no PTX with .version, .target and .entry")
    if target[1] != "sm_80":
        raise NotAnArtefact(f"PTX for {target[1]}, asked for sm_80")
    return f"PTX {version[1]} for {target[1]}, entry {entry[1]}"


def _metal(data: bytes) -> str:
    """Metal source, or a compiled library."""
    kernel = re.search(rb"kernel void (\w+)\s*\(", data)
    if kernel and b"#include <metal_stdlib>" in data:
        return f"Metal source, kernel {kernel[1].decode()}"
    if b"MTLB" in data:
        return "Metal library"
    raise NotAnArtefact("neither Metal source with a kernel nor a Metal library")


def _elf(data: bytes, machine: str) -> str:
    """The first ELF file inside:
    https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html"""
    at = data.find(b"\x7fELF\x02\x01")
    if at < 0 or len(data) - at < 64:
        raise NotAnArtefact("no 64-bit little-endian ELF file")
    found, flags = (
        struct.unpack_from("<H", data, at + 18)[0],
        struct.unpack_from("<I", data, at + 48)[0],
    )
    sections, size, count = (
        *struct.unpack_from("<Q", data, at + 40),
        *struct.unpack_from("<HH", data, at + 58),
    )
    if found != _MACHINES[machine]:
        raise NotAnArtefact(f"ELF for machine {found}, expected {_MACHINES[machine]} ({machine})")
    if not count or sections + size * count > len(data) - at:
        raise NotAnArtefact("the ELF file is cut off")
    if machine == "amdgpu" and flags & 0xFF != _GFX942:
        raise NotAnArtefact(
            f"HSACO for processor {flags & 0xFF:#x}, asked for gfx942 ({_GFX942:#x})"
        )
    return f"ELF for {machine}, {count} sections"


def _bytecode(data: bytes) -> str:
    """A VMVX executable is a module of its own: VM bytecode, a flatbuffer with its size before it
    and the identifier IREE."""
    at = data.find(b"IREE")
    if at < 8 or struct.unpack_from("<I", data, at - 8)[0] > len(data) - at + 8:
        raise NotAnArtefact("no VM bytecode: not a whole flatbuffer with the identifier IREE")
    return f"VM bytecode, {len(data)} bytes"
