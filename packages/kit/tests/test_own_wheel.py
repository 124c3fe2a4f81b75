"""A wheel of our own says what it is made of, and requires exactly that."""

import email
import json
import os
import zipfile
from pathlib import Path
from unittest import mock

from kit import own_wheel, third_party
from kit.inputs import Inputs
from kit.own_wheel import OwnWheel
from kit.tests.wheels import InTemporaryFolder
from kit.verdict import Red


class OwnWheels(InTemporaryFolder):
    def given(self) -> Inputs:
        wheels = {"jaxlib": self.wheel("jaxlib", {}), "jax-wheel": self.wheel("jax", {})}
        pins = {"jaxlib": {"version": "3.9.0"}, "iree": {"revision": "abc"}}
        pin_set = {"digest": "sha256:1", "pins": pins}
        return Inputs("linux-x86_64", "1.0.0", 1763769600, pin_set, wheels, {})

    def make(self, to: str = "out") -> zipfile.ZipFile:
        source = self.folder / "src/openxla/some/__pycache__"
        source.mkdir(parents=True, exist_ok=True)
        (source / "x.pyc").write_bytes(b"")
        (source.parent / "__init__.py").write_text("X = 1\n")
        tool = self.folder / "tool"
        tool.write_bytes(b"\x7fELF")
        tool.chmod(0o644)
        (self.folder / "README.md").write_text("# some\n")
        (self.folder / to).mkdir()
        given = self.given()
        it = OwnWheel(
            "openxla-some",
            "Some",
            self.folder / "README.md",
            self.folder / "src",
            "openxla/some",
            own_wheel.exactly(given, ["jaxlib", "jax-wheel"]),
            extras={"iree": ["openxla-compiler==1.0.0"]},
            entry_points="[jax_plugins]\na = b\n",
            built={"openxla/some/bin/tool": tool},
        )
        with mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": "1763769600"}):
            return zipfile.ZipFile(it.write(given, self.folder / to, "any"))

    def test_it_requires_the_pinned_versions_and_no_others(self) -> None:
        with self.make() as wheel:
            told = email.message_from_bytes(wheel.read("openxla_some-1.0.0.dist-info/METADATA"))
        expected = [
            "jaxlib==3.9.0",
            "jax==3.9.0",
            'openxla-compiler==1.0.0; extra == "iree"',
        ]
        self.assertEqual(told.get_all("Requires-Dist"), expected)
        self.assertEqual(told.get_all("Provides-Extra"), ["iree"])

    def test_it_tells_what_it_is_made_of_from_what_is_pinned_beside_it(self) -> None:
        with self.make() as wheel:
            told = json.loads(wheel.read("openxla/some/release.json"))
        self.assertEqual(sorted(told["made-of"]), ["jax-wheel", "jaxlib"])
        self.assertEqual(told["pinned-beside"], {"iree": {"revision": "abc"}})

    def test_it_has_the_licence_and_keeps_executable_bits_and_no_caches(self) -> None:
        with self.make() as wheel:
            names = wheel.namelist()
            tool = wheel.getinfo("openxla/some/bin/tool")
        self.assertIn("openxla_some-1.0.0.dist-info/licenses/LICENSE", names)
        self.assertIn("openxla_some-1.0.0.dist-info/entry_points.txt", names)
        self.assertTrue(tool.external_attr >> 16 & 0o100)
        self.assertFalse([it for it in names if "__pycache__" in it])

    def test_equal_inputs_give_equal_bytes(self) -> None:
        with self.make("one") as one, self.make("two") as two:
            names = (one.filename, two.filename)
        first, second = (Path(str(it)).read_bytes() for it in names)
        self.assertEqual(first, second)

    def test_what_is_no_wheel_is_red(self) -> None:
        path = self.folder / "x.whl"
        path.write_bytes(b"no zip")
        with self.assertRaisesRegex(Red, "x.whl is not a wheel"):
            own_wheel.version(path)


class ThirdPartyLocks(InTemporaryFolder):
    def test_an_old_jaxlib_is_judged_with_numpy_1(self) -> None:
        for version, expected in (
            ("0.4.20", "linux-x86_64-numpy-1.lock"),
            ("0.8.3", "linux-x86_64.lock"),
        ):
            wheel = self.wheel("jaxlib", {}, version)
            given = Inputs("linux-x86_64", "1.0.0", 0, {}, {"jaxlib": wheel}, {})
            self.assertEqual(third_party.lock(self.folder, given).name, expected)
