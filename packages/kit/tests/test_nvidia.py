"""NVIDIA's wheels are looked at, verified and compared, on small ones made here."""

import base64
import hashlib
import struct
import zipfile
from pathlib import Path

from kit import elf, nvidia_check, nvidia_limits
from kit.inputs import Inputs
from kit.tests.wheels import InTemporaryFolder
from kit.verdict import Red


def library(*exported: str, needed: str = "malloc") -> bytes:
    """An ELF file with a dynamic symbol table and nothing else; it needs one symbol of others."""
    names = b"\0" + b"\0".join(it.encode() for it in (needed, *exported)) + b"\0"
    symbols, at = bytes(24), 1
    for index, name in enumerate((needed, *exported)):
        symbols += struct.pack("<IBBHQQ", at, 0x12, 0, 0 if index == 0 else 7, 0, 0)
        at += len(name) + 1
    start = 64
    sections = [
        struct.pack("<IIQQQQIIQQ", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        struct.pack("<IIQQQQIIQQ", 0, 11, 0, 0, start, len(symbols), 2, 0, 8, 24),
        struct.pack("<IIQQQQIIQQ", 0, 3, 0, 0, start + len(symbols), len(names), 0, 0, 1, 0),
    ]
    head = bytearray(64)
    head[:6] = b"\x7fELF\x02\x01"
    struct.pack_into("<Q", head, 40, start + len(symbols) + len(names))
    struct.pack_into("<HH", head, 58, 64, len(sections))
    return bytes(head) + symbols + names + b"".join(sections)


class NvidiaWheels(InTemporaryFolder):
    FUNCTIONS = tuple(f"cudnnFunction{index}" for index in range(60))

    def nvidia(self, data: bytes, header: str = "", digest: str = "") -> Path:
        name = "nvidia/cudnn/lib/libcudnn.so.9"
        raw = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
        record = f"{name},sha256={digest or raw},{len(data)}\nx.dist-info/RECORD,,\n"
        path = self.folder / "nvidia_cudnn_cu12-9.1.0-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, data)
            archive.writestr("nvidia/cudnn/include/cudnn.h", header)
            archive.writestr("x.dist-info/RECORD", record)
        return path

    def plugin(self, *names: str) -> Path:
        path = self.folder / "plugin.whl"
        text = b"\0".join(it.encode() for it in ("", *names, "cudnnLower said so", ""))
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(nvidia_check._PLUGIN, text)
        return path

    def test_exported_symbols_are_those_that_it_defines(self) -> None:
        path = self.folder / "lib.so"
        path.write_bytes(library("cudnnCreate", "cudnnDestroy"))
        self.assertEqual(elf.exported(path), {"cudnnCreate", "cudnnDestroy"})
        path.write_bytes(b"no ELF at all")
        with self.assertRaisesRegex(ValueError, "lib.so: no 64-bit"):
            elf.exported(path)

    def test_a_file_that_is_not_as_its_record_says_is_red(self) -> None:
        site = self.folder / "site"
        words = nvidia_check._lay_out(self.nvidia(b"data"), ["libcudnn.so.9"], site)
        self.assertIn("1 files", words)
        self.assertEqual((site / "nvidia/cudnn/lib/libcudnn.so.9").read_bytes(), b"data")
        with self.assertRaisesRegex(Red, "its record says sha256=other"):
            nvidia_check._lay_out(self.nvidia(b"data", digest="other"), ["libcudnn.so.9"], site)
        with self.assertRaisesRegex(Red, "has none of"):
            nvidia_check._lay_out(self.nvidia(b"data"), ["libcublas.so.12"], site)

    def test_a_function_that_the_plugin_names_and_the_library_lacks_is_named(self) -> None:
        header = "\n".join(f"cudnnStatus_t {it}(int x);" for it in self.FUNCTIONS)
        plugin, site = self.plugin(*self.FUNCTIONS, "cudnnOfAnotherVersion"), self.folder / "site"
        whole = self.nvidia(library(*self.FUNCTIONS), header)
        nvidia_check._lay_out(whole, ["libcudnn.so.9"], site)
        words = nvidia_check._symbols(plugin, whole, site, "cudnn")
        self.assertIn("60 functions", words)
        lacks = self.nvidia(library(*self.FUNCTIONS[1:]), header)
        nvidia_check._lay_out(lacks, ["libcudnn.so.9"], site)
        with self.assertRaisesRegex(AssertionError, "1 of 60 are not exported: .'cudnnFunction0'"):
            nvidia_check._symbols(plugin, lacks, site, "cudnn")

    def test_a_plugin_that_names_nearly_nothing_is_not_as_known(self) -> None:
        wheel = self.nvidia(library(*self.FUNCTIONS), "cudnnFunction1(")
        nvidia_check._lay_out(wheel, ["libcudnn.so.9"], self.folder)
        with self.assertRaisesRegex(AssertionError, "not as known"):
            nvidia_check._symbols(self.plugin("cudnnFunction1"), wheel, self.folder, "cudnn")


class Limits(InTemporaryFolder):
    """The wheels of the tests are of version 3.9.0."""

    def agree(self, requirement: str) -> str:
        plugin = self.folder / "plugin.whl"
        with zipfile.ZipFile(plugin, "w") as archive:
            told = f"Name: jax-cuda12-plugin\nVersion: 1\nRequires-Dist: {requirement}\n"
            archive.writestr("p.dist-info/METADATA", told)
        given = {"nvidia-cudnn-cu12": self.wheel("nvidia-cudnn-cu12", {}), "plugin": plugin}
        agreement = nvidia_limits.within("nvidia-cudnn-cu12", "plugin")
        return agreement(Inputs("linux-x86_64", "1.0.0", 0, {}, given, {}))

    def test_a_version_beyond_what_the_plugin_states_is_red(self) -> None:
        self.assertIn(
            "3.9.0 is <4,>=3", self.agree('nvidia-cudnn-cu12<4,>=3; extra == "with-cuda"')
        )
        with self.assertRaisesRegex(Red, "nvidia-cudnn-cu12 3.9.0 is not >=9.8"):
            self.agree('nvidia-cudnn-cu12>=9.8; extra == "with-cuda"')

    def test_a_plugin_that_states_no_limits_is_red(self) -> None:
        with self.assertRaisesRegex(Red, "states no limits of nvidia-cudnn-cu12"):
            self.agree("nvidia-cublas-cu12")
