"""Elemental wheels are read as data, and released as they are."""

import contextlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from kit import elemental, elemental_release
from kit.elemental_release import Release
from kit.inputs import Inputs
from kit.tests.wheels import InTemporaryFolder
from kit.verdict import Red, sha256
from kit.wheels import Steps


class ElementalWheel(InTemporaryFolder):
    def test_it_is_read_as_data_and_never_run(self) -> None:
        told = elemental.describe(self.compiler())
        self.assertEqual(
            (told.version, told.stamp, told.revisions), ("3.9.0", "3.9.0rc1", {"IREE": "abc"})
        )
        self.assertEqual(told.scripts, {"iree-opt": "iree.compiler.x:main"})

    def test_unpacking_keeps_executable_bits_and_leaves_other_packages_out(self) -> None:
        elemental.unpack(self.compiler(), self.folder / "to")
        self.assertTrue((self.folder / "to/_mlir_libs/iree-compile").stat().st_mode & 0o100)
        self.assertFalse((self.folder / "to/_mlir_libs/libIREECompiler.so").stat().st_mode & 0o100)
        self.assertFalse((self.folder / "to/build").exists())

    def test_a_path_that_leaves_the_folder_is_refused(self) -> None:
        wheel = self.wheel("iree-base-compiler", {"iree/compiler/../../../etc/evil": b""})
        with self.assertRaisesRegex(Red, "leaves its folder"):
            elemental.unpack(wheel, self.folder / "to")

    def test_a_wheel_without_the_package_is_red(self) -> None:
        with self.assertRaisesRegex(Red, "no files below"):
            elemental.unpack(self.wheel("iree-base-compiler", {}), self.folder / "to")


class WithoutTwine(Steps):
    """The steps, without the tool that these tests do not install."""

    def twine(self, wheel: Path) -> None:
        self.record("twine", True, wheel.name, 0)


class Released(InTemporaryFolder):
    RELEASE = Release("iree-compiler", "iree-base-compiler", "A summary", "# iree-compiler\n")

    def make(self, base: Path, *others: Path) -> dict[str, Any]:
        self.out = self.folder / "out"
        self.out.mkdir(exist_ok=True)
        pins = {"digest": "sha256:1", "pins": {"iree": {"revision": "abc"}}}
        wheels = {"iree-base-compiler": base}
        rest = {"iree-base-compiler": list(others)}
        given = Inputs("linux-x86_64", "0.1.0.dev20261122001", 1763769600, pins, wheels, {}, rest)
        self.steps = WithoutTwine({})
        with contextlib.redirect_stderr(io.StringIO()):
            return elemental_release.make(self.RELEASE, given, self.steps, self.out)

    def test_each_python_has_both_wheels(self) -> None:
        base = self.compiler()
        other = base.with_name(base.name.replace("cp311", "cp313"))
        other.write_bytes(base.read_bytes())
        names = [it["name"] for it in self.make(base, other)["files"]]
        self.assertEqual(names[1::2], [base.name, other.name])
        self.assertIn("-cp313-cp313-", names[2])

    def text(self, name: str) -> str:
        wheel = "iree_compiler-0.1.0.dev20261122001-cp311-cp311-manylinux_2_28_x86_64.whl"
        with zipfile.ZipFile(self.out / wheel) as archive:
            return archive.read(f"iree_compiler-0.1.0.dev20261122001.dist-info/{name}").decode()

    def test_the_elemental_wheel_is_released_byte_for_byte(self) -> None:
        base = self.compiler()
        files = {it["role"]: it for it in self.make(base)["files"]}
        self.assertEqual(files["iree-base-compiler"]["sha256"], sha256(base))
        self.assertEqual((self.out / base.name).read_bytes(), base.read_bytes())

    def test_our_name_requires_exactly_it_and_passes_its_extras_on(self) -> None:
        self.make(self.compiler())
        lines = self.text("METADATA").splitlines()
        self.assertIn("Version: 0.1.0.dev20261122001", lines)
        self.assertIn("Requires-Dist: iree-base-compiler==3.9.0", lines)
        self.assertIn('Requires-Dist: iree-base-compiler[onnx]==3.9.0; extra == "onnx"', lines)
        self.assertIn("Tag: cp311-cp311-manylinux_2_28_x86_64", self.text("WHEEL"))
        told = json.loads(self.text("release.json"))
        self.assertEqual(told["revisions"], {"IREE": "abc"})
        self.assertEqual(told["made-of"]["iree-base-compiler"]["version"], "3.9.0")
        self.assertEqual(told["pinned-beside"], {"iree": {"revision": "abc"}})

    def test_a_wheel_whose_name_and_metadata_differ_is_red(self) -> None:
        base = self.compiler()
        other = base.rename(base.with_name(base.name.replace("3.9.0", "3.9.1")))
        with self.assertRaisesRegex(Red, "Version: 3.9.0, expected 3.9.1"):
            self.make(other)
        self.assertEqual(self.steps.done[0]["outcome"], "red")

    def test_a_wheel_that_does_not_say_its_revision_is_red(self) -> None:
        with self.assertRaisesRegex(Red, "no REVISIONS of IREE"):
            self.make(self.wheel("iree-base-compiler", {}))

    def test_what_is_no_wheel_is_red(self) -> None:
        base = self.folder / "iree_base_compiler-3.9.0-cp311-cp311-manylinux_2_28_x86_64.whl"
        base.write_bytes(b"no zip")
        with self.assertRaisesRegex(Red, "not laid out as known"):
            self.make(base)
