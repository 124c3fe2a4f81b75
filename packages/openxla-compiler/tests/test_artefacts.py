"""The inspectors accept real layouts and refuse everything that only looks like a program."""

import io
import struct
import unittest
import zipfile

from checker.artefacts import NotAnArtefact, inspect


def vmfb(**executables: bytes) -> bytes:
    """A compiled module with the given executables."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("module.fb", struct.pack("<II", 64, 8) + b"IREE" + bytes(52))
        for name, data in executables.items():
            archive.writestr(f"{name}.fb", data)
    return buffer.getvalue()


def spirv(
    *instructions: list[int], version: int = 0x10300, bound: int = 9, claim: int | None = None
) -> bytes:
    """A flatbuffer's vector with a SPIR-V module in it."""
    words = [0x07230203, version, 0, bound, 0, *[word for it in instructions for word in it]]
    return b"VKE1" + struct.pack("<I", claim or len(words)) + struct.pack(f"<{len(words)}I", *words)


CAPABILITY = [(2 << 16) | 17, 1]
ENTRY = [(5 << 16) | 15, 5, 4, *struct.unpack("<2I", b"predict\0")]


def elf(machine: int, flags: int = 0, sections: int = 2) -> bytes:
    """A 64-bit little-endian ELF file of a header and empty sections."""
    header = (
        b"\x7fELF\x02\x01"
        + bytes(10)
        + struct.pack("<HHIQQQIHHHHHH", 3, machine, 1, 0, 0, 64, flags, 64, 0, 0, 64, sections, 0)
    )
    return header + bytes(64 * sections)


PTX = b"CUDA\n.version 7.6\n.target sm_80\n.visible .entry predict(\n.param .u64 a\n)"
METAL = b"MTL1 #include <metal_stdlib>\nkernel void predict(device float* a) {}"
BYTECODE = struct.pack("<II", 24, 8) + b"IREE" + bytes(12)
GOOD = {
    "llvm-cpu": elf(62),
    "vmvx": b"PK.." + BYTECODE,
    "vulkan-spirv": spirv(CAPABILITY, ENTRY),
    "cuda": PTX,
    "rocm": b"HIP1" + elf(224, flags=0x54C),
    "metal-spirv": METAL,
}


class Artefacts(unittest.TestCase):
    def refuses(self, device: str, module: bytes, words: str) -> None:
        with self.assertRaisesRegex(NotAnArtefact, words):
            inspect(device, module, "x86_64")

    def test_a_real_program_is_found_for_every_device(self) -> None:
        for device, data in GOOD.items():
            with self.subTest(device):
                self.assertIn("1 executables", inspect(device, vmfb(it=data), "x86_64"))

    def test_a_small_executable_lies_inside_the_main_file(self) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("module.fb", struct.pack("<II", 600, 8) + b"IREE" + PTX)
        self.assertIn("sm_80", inspect("cuda", buffer.getvalue(), "x86_64"))

    def test_empty_and_damaged_modules_are_refused(self) -> None:
        for device in GOOD:
            with self.subTest(device):
                self.refuses(device, b"", "empty")
                self.refuses(device, b"no archive", "no archive")
                self.refuses(device, vmfb(), "no |neither")
        damaged = bytearray(vmfb(it=PTX))
        damaged[damaged.find(b".target")] ^= 1
        self.refuses("cuda", bytes(damaged), "damaged")

    def test_a_program_for_another_device_is_refused(self) -> None:
        for device in GOOD:
            for other, data in GOOD.items():
                if other != device:
                    with self.subTest(device=device, other=other), self.assertRaises(NotAnArtefact):
                        inspect(device, vmfb(it=data), "x86_64")

    def test_one_bad_executable_among_good_ones_is_refused(self) -> None:
        self.refuses("cuda", vmfb(a=PTX, b=b"nothing"), "no PTX")

    def test_corrupt_spirv_is_refused(self) -> None:
        self.refuses("vulkan-spirv", vmfb(it=spirv(CAPABILITY)), "entry point")
        self.refuses("vulkan-spirv", vmfb(it=spirv(ENTRY, version=0x90000)), "header")
        self.refuses("vulkan-spirv", vmfb(it=spirv(ENTRY, bound=0)), "header")
        self.refuses("vulkan-spirv", vmfb(it=spirv([0], ENTRY)), "instruction at word 5")
        self.refuses("vulkan-spirv", vmfb(it=spirv([(99 << 16) | 15, 5, 4])), "instruction")
        self.refuses("vulkan-spirv", vmfb(it=spirv(ENTRY, claim=1000)), "entry point")
        self.refuses("vulkan-spirv", vmfb(it=b"\x03\x02\x23\x07"), "no SPIR-V")

    def test_incomplete_ptx_is_refused(self) -> None:
        for part in (b".version", b".target", b".entry"):
            self.refuses("cuda", vmfb(it=PTX.replace(part, b"//")), "no PTX")
        self.refuses("cuda", vmfb(it=PTX.replace(b"sm_80", b"sm_60")), "sm_60")

    def test_wrong_or_cut_elf_is_refused(self) -> None:
        self.refuses("llvm-cpu", vmfb(it=elf(183)), "machine 183")
        self.refuses("rocm", vmfb(it=elf(224, flags=0x41)), "processor 0x41")
        self.refuses("llvm-cpu", vmfb(it=elf(62)[:-1]), "cut off")
        self.refuses("llvm-cpu", vmfb(it=elf(62)[:40]), "no 64-bit")

    def test_cut_bytecode_is_refused(self) -> None:
        self.refuses("vmvx", vmfb(it=BYTECODE[:-1]), "no VM bytecode")


if __name__ == "__main__":
    unittest.main()
