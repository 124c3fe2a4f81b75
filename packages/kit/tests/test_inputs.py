"""Inputs are verified before anything is made of them."""

import contextlib
import io
import json
import sys
from typing import Any

from kit import inputs
from kit.tests.wheels import InTemporaryFolder
from kit.verdict import Unjudged, conclude, sha256

COMPONENTS = ("iree-base-compiler", "iree-base-runtime")


class GivenInputs(InTemporaryFolder):
    def given(self, **changes: Any) -> None:
        compiler, runtime = self.compiler(), self.wheel("iree-base-runtime", {})
        wheels = {it: {"file": path.name, "sha256": sha256(path)} for it, path in
                  (("iree-base-compiler", compiler), ("iree-base-runtime", runtime))}  # fmt: skip
        data = {"target": "linux-x86_64", "version": "0.1.0", "source-date-epoch": 1763769600, "wheels": wheels,
                "pin-set": {"digest": "sha256:1", "pins": {}}} | changes  # fmt: skip
        (self.folder / "inputs.json").write_text(json.dumps(data))

    def refuses(self, words: str) -> None:
        with self.assertRaisesRegex(Unjudged, words):
            inputs.read(self.folder, COMPONENTS)

    def test_good_inputs_are_read(self) -> None:
        self.given()
        self.assertEqual(inputs.read(self.folder, COMPONENTS).architecture, "x86_64")

    def test_where_the_files_of_the_pythons_differ_this_ones_comes_first(self) -> None:
        runtime = self.wheel("iree-base-runtime", {})
        here = f"cp3{sys.version_info.minor}"
        names = {
            tag: f"iree_base_compiler-3.9.0-{tag}-{tag}-linux_x86_64.whl" for tag in ("cp38", here)
        }
        for tag, name in names.items():
            (self.folder / name).write_text(tag)
        entries = {
            tag: {"file": name, "sha256": sha256(self.folder / name)} for tag, name in names.items()
        }
        single = {"file": runtime.name, "sha256": sha256(runtime)}
        self.given(wheels={"iree-base-compiler": {"files": entries}, "iree-base-runtime": single})
        given = inputs.read(self.folder, COMPONENTS)
        self.assertEqual(given.wheels["iree-base-compiler"].name, names[here])
        found = [path.name for path in given.files("iree-base-compiler")]
        self.assertEqual(found, [names[here], names["cp38"]])
        self.assertEqual(given.files("iree-base-runtime"), [runtime])
        self.assertEqual(inputs.pinned(self.folder, "iree-base-compiler").name, names[here])
        each = [it.wheels["iree-base-compiler"].name for it in given.each_python()]
        self.assertLessEqual(set(names.values()), set(each))
        (self.folder / names["cp38"]).write_text("changed")
        self.refuses("sha256 .*, expected")

    def test_a_file_of_the_stable_abi_is_for_its_python_and_later_ones(self) -> None:
        minor = sys.version_info.minor
        names = {
            f"a-1-cp3{minor}-cp3{minor}-linux_x86_64.whl": True,
            f"a-1-cp3{minor - 1}-abi3-linux_x86_64.whl": True,
            f"a-1-cp3{minor + 1}-abi3-linux_x86_64.whl": False,
            f"a-1-cp3{minor - 1}-cp3{minor - 1}-linux_x86_64.whl": False,
            "a-1-py3-none-any.whl": True,
        }
        self.assertEqual({it: inputs.is_for_this_python(it) for it in names}, names)

    def test_every_mistake_is_named(self) -> None:
        self.refuses("inputs.json")
        self.given(target="plan9", version="one", **{"source-date-epoch": 0})
        self.refuses("target 'plan9'.*version 'one'.*source-date-epoch 0")
        self.given(extra=1)
        self.refuses("extra")

    def test_a_missing_or_changed_wheel_says_nothing_about_the_pins(self) -> None:
        self.given()
        next(self.folder.glob("iree_base_runtime-*")).unlink()
        self.refuses("missing")
        self.given()
        self.compiler(iree__compiler__x=b"changed")
        self.refuses("sha256 .*, expected")


class Verdicts(InTemporaryFolder):
    def test_a_full_disk_is_unjudged_even_for_the_result(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(conclude(self.folder / "absent", {"package": "p"}, lambda _: None), 75)
