"""What needs no Triton: devices, cache, and looking inside."""

import struct
import sys
import types
import unittest
from pathlib import Path

from checker import code
from kit import plan
from kit.tests.wheels import InTemporaryFolder

RECIPE = Path(__file__).parent.parent
sys.path.insert(0, str(RECIPE / "wheel/src"))
# What a build adds.
sys.modules["openxla.runtime.triton_jit.version"] = types.SimpleNamespace(VERSION="0")  # type: ignore[assignment]

from openxla.runtime.triton_jit import Cache, Device  # noqa: E402


def elf(machine: int, flags: int, symbol: bytes = b"kernel") -> bytes:
    head = bytearray(64)
    head[:6] = b"\x7fELF\x02\x01"
    struct.pack_into("<H", head, 18, machine)
    struct.pack_into("<I", head, 48, flags)
    return bytes(head) + symbol + b"\0"


class Devices(unittest.TestCase):
    def test_a_name_says_backend_and_width(self) -> None:
        found = [Device.named(it) for it in ("sm_90", "sm_100", "gfx942", "gfx90a", "gfx1100")]
        self.assertEqual(
            [(it.backend, it.architecture, it.warp) for it in found],
            [
                ("cuda", 90, 32),
                ("cuda", 100, 32),
                ("hip", "gfx942", 64),
                ("hip", "gfx90a", 64),
                ("hip", "gfx1100", 32),
            ],
        )

    def test_anything_else_is_refused(self) -> None:
        for name in ("", "sm90", "sm_9", "gfx", "h100", "sm_90 "):
            with self.assertRaisesRegex(ValueError, "is not a device"):
                Device.named(name)


class TheCache(InTemporaryFolder):
    def test_it_gives_back_what_it_was_given_and_nothing_else(self) -> None:
        cache, key = Cache(self.folder), Cache.key({"source": "a"})
        self.assertIsNone(cache.get(key))
        cache.put(key, {"binary": "x"})
        self.assertEqual(cache.get(key), {"binary": "x"})
        self.assertIsNone(cache.get(Cache.key({"source": "b"})))

    def test_what_is_damaged_is_not_believed(self) -> None:
        cache, key = Cache(self.folder), Cache.key({})
        cache.put(key, {"binary": "x"})
        file = next(self.folder.rglob("*.kernel"))
        for data in (
            b"",
            b"no line",
            file.read_bytes()[:-1],
            file.read_bytes().replace(b"x", b"y"),
        ):
            file.write_bytes(data)
            self.assertIsNone(cache.get(key))

    def test_a_folder_that_cannot_be_written_is_no_error(self) -> None:
        (self.folder / "file").write_text("")
        Cache(self.folder / "file").put("ab", {})

    def test_every_fact_counts_in_the_key(self) -> None:
        self.assertNotEqual(Cache.key({"device": "sm_80"}), Cache.key({"device": "sm_90"}))


class LookingInside(unittest.TestCase):
    def test_code_for_another_device_or_without_the_kernel_is_refused(self) -> None:
        self.assertIn("flags 0x54c", code.inspect("gfx942", elf(224, 0x54C), "kernel"))
        self.assertIn("machine 190", code.inspect("sm_90", elf(190, 0), "kernel"))
        for device, binary, words in (
            ("gfx950", elf(224, 0x54C), "asked for gfx950"),
            ("sm_90", elf(62, 0), "machine 62"),
            ("sm_90", elf(190, 0, b"other"), "no symbol kernel"),
            ("sm_90", b"MZ", "no 64-bit"),
        ):
            with self.assertRaisesRegex(AssertionError, words):
                code.inspect(device, binary, "kernel")

    def test_matrix_units_of_an_older_generation_are_not_enough(self) -> None:
        sass = "  HMMA.16816.F32 R4, R8\n  HMMA.16816.F32 R4, R8\n"
        self.assertEqual(code.matrix_units("sm_80", sass), "2 HMMA.16816.F32")
        with self.assertRaisesRegex(AssertionError, "no instruction"):
            code.matrix_units("sm_90", sass)

    def test_the_assemblys_target_is_the_asked_one(self) -> None:
        self.assertEqual(code.target("sm_90", ".version 8.8\n.target sm_90a\n"), "sm_90a")
        text = '\t.amdgcn_target "amdgcn-amd-amdhsa--gfx942"\n'
        self.assertIn("gfx942", code.target("gfx942", text))
        with self.assertRaisesRegex(AssertionError, "asked for sm_80"):
            code.target("sm_80", ".target sm_90a\n")


class ThePlan(unittest.TestCase):
    def test_every_device_of_the_plan_has_a_name(self) -> None:
        for name in plan.devices(RECIPE):
            Device.named(name)


if __name__ == "__main__":
    unittest.main()
