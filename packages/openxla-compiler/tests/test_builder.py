"""The build's own steps, on small wheels made here."""

import contextlib
import io
import json
import subprocess
import sys
import tempfile
import tomllib
import unittest
import zipfile
from pathlib import Path
from typing import Any

from builder import elemental, inputs, locks, native, project, sources
from verdict import Red, Unjudged, conclude, sha256

RECIPE = Path(__file__).parent.parent
ELF = b"\x7fELF" + bytes(12) + b"\0iree.compiler.ir\0__nb_internals_%s_%s__\0libIREECompiler.so\0"


class InTemporaryFolder(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def wheel(self, component: str, files: dict[str, bytes]) -> Path:
        """A wheel as the index gives it."""
        name = component.replace("-", "_")
        path = self.folder / f"{name}-3.9.0-cp311-cp311-manylinux_2_28_x86_64.whl"
        metadata = f"Name: {component}\nVersion: 3.9.0\nRequires-Dist: numpy\n"
        metadata += 'Requires-Dist: onnx>=1; extra == "onnx"\n'
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"{name}-3.9.0.dist-info/METADATA", metadata)
            for file, data in files.items():
                entry = zipfile.ZipInfo(file)
                entry.external_attr = (0o755 if file.endswith("iree-compile") else 0o644) << 16
                archive.writestr(entry, data)
        return path

    def compiler(self, **changes: bytes) -> Path:
        files = {
            "iree/compiler/__init__.py": b"from .tools import *\n",
            "iree/compiler/version.py": b'VERSION = "3.9.0rc1"\nREVISIONS = {"IREE": "abc"}\nimport os; os.abort()\n',
            "iree/compiler/dialects/arith.py": b"from iree.compiler import ir\n",
            "iree/compiler/_mlir_libs/libIREECompiler.so": ELF,
            "iree/compiler/_mlir_libs/iree-compile": ELF,
            "iree/build/__init__.py": b"",
            "iree_base_compiler-3.9.0.dist-info/entry_points.txt": b"[console_scripts]\niree-opt = iree.compiler.x:main\n",
        }
        return self.wheel(
            "iree-base-compiler",
            files | {key.replace("__", "/"): data for key, data in changes.items()},
        )


class Native(InTemporaryFolder):
    def test_every_registry_gets_another_name_of_equal_length(self) -> None:
        path = self.folder / "libIREECompiler.so"
        path.write_bytes(ELF)
        renamed = native.rename(self.folder)
        data = (self.folder / "libOXLACompiler.so").read_bytes()
        self.assertEqual(len(data), len(ELF))
        self.assertEqual(
            data[16:], b"\0openxla._iree.ir\0__xl_internals_%s_%s__\0libOXLACompiler.so\0"
        )
        self.assertEqual(
            renamed, native.Renamed(1, 1, 1, {"libIREECompiler.so": "libOXLACompiler.so"})
        )

    def test_library_names_keep_their_length(self) -> None:
        for name in (
            "libIREECompiler.so",
            "libnanobind-mlir.so",
            "libMLIRPythonSupport-mlir.so",
            "libnew.so",
        ):
            other = native.library_name(name)
            self.assertEqual(len(other), len(name))
            self.assertNotEqual(other, name)

    def test_a_binary_without_the_known_names_is_refused(self) -> None:
        for missing, words in ((b"iree.compiler", "prefix"), (b"__nb_internals_", "registry")):
            (self.folder / "a.so").write_bytes(ELF.replace(missing, b"x" * len(missing)))
            with self.assertRaisesRegex(native.CannotRename, words):
                native.rename(self.folder)

    def test_files_that_are_not_elf_stay_as_they_are(self) -> None:
        (self.folder / "a.so").write_bytes(ELF)
        (self.folder / "a.bc").write_bytes(b"BC iree.compiler")
        native.rename(self.folder)
        self.assertEqual((self.folder / "a.bc").read_bytes(), b"BC iree.compiler")


class Sources(unittest.TestCase):
    def test_the_package_moves_and_capsules_follow_the_binaries(self) -> None:
        text = 'import iree.compiler.tools\nfrom iree import compiler\nMLIR_CAPSULE_PREFIX = "iree.compiler."\nimport iree.runtime\n'
        expected = 'import openxla.compiler.tools\nfrom openxla import compiler\nMLIR_CAPSULE_PREFIX = "openxla._iree."\nimport iree.runtime\n'
        self.assertEqual(sources.moved(text, {}), expected)
        self.assertEqual(sources.moved('x = "libA.so"', {"libA.so": "libB.so"}), 'x = "libB.so"')


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


class Verdicts(InTemporaryFolder):
    def test_a_full_disk_is_unjudged_even_for_the_result(self) -> None:
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(conclude(self.folder / "absent", {"package": "p"}, lambda _: None), 75)


class Project(InTemporaryFolder):
    def lay_out(self) -> Path:
        wheels = {
            "iree-base-compiler": self.compiler(),
            "iree-base-runtime": self.wheel("iree-base-runtime", {}),
        }
        pins = {"digest": "sha256:1", "pins": {"iree": {"revision": "abc"}}}
        given = inputs.Inputs("linux-x86_64", "0.1.0.dev20261122001", 1763769600, pins, wheels)
        project.lay_out(
            given, RECIPE, self.folder / "project", lambda tool: self.assertTrue(tool.is_file())
        )
        return self.folder / "project"

    def test_it_is_a_standard_project_without_the_elemental_one_among_its_dependencies(
        self,
    ) -> None:
        told = tomllib.loads((self.lay_out() / "pyproject.toml").read_text())["project"]
        self.assertEqual(told["version"], "0.1.0.dev20261122001")
        self.assertEqual(told["dependencies"], ["numpy"])
        self.assertEqual(told["optional-dependencies"], {"onnx": ["onnx>=1"]})
        self.assertEqual(told["scripts"]["openxla-opt"], "openxla.compiler.x:main")
        self.assertIn("openxla-compiler-version", told["scripts"])

    def test_the_source_map_is_complete_and_our_version_module_wins(self) -> None:
        package = self.lay_out() / "src/openxla/compiler"
        told = json.loads((package / "release.json").read_text())
        self.assertEqual(told["revisions"], {"IREE": "abc"})
        self.assertEqual(told["pin-set"]["pins"], {"iree": {"revision": "abc"}})
        self.assertEqual(sorted(told["elemental"]), ["iree-base-compiler", "iree-base-runtime"])
        self.assertIn("release.json", (package / "version.py").read_text())

    def test_dialects_without_python_get_a_generic_module_and_others_keep_theirs(self) -> None:
        package = self.lay_out() / "src/openxla/compiler/dialects"
        self.assertIn('_Dialect("stablehlo")', (package / "stablehlo.py").read_text())
        self.assertEqual((package / "arith.py").read_text(), "from openxla.compiler import ir\n")


class Locks(InTemporaryFolder):
    def test_a_lock_reads_back_as_it_was_written(self) -> None:
        wheel = self.wheel("iree-base-runtime", {})
        others = {"numpy": ("2.4.6", ["a" * 64, "b" * 64]), "ml-dtypes": ("0.6.0", ["c" * 64])}
        path = self.folder / "lock.txt"
        path.write_text(locks.render("1.0.0", "linux-x86_64", [wheel], others))
        self.assertEqual(
            locks.third_party(path), others | {"iree-base-runtime": ("3.9.0", [sha256(wheel)])}
        )

    def test_the_committed_locks_are_pinned_and_hashed(self) -> None:
        for target in inputs.TARGETS:
            self.assertIn("numpy", locks.third_party(RECIPE / f"third-party/{target}.lock"))

    def test_anything_not_pinned_and_hashed_is_refused(self) -> None:
        for line in (
            "numpy\n",
            "numpy==2.0\n",
            "numpy>=2 \\\n    --hash=sha256:" + "a" * 64 + "\n",
            "--index-url x\n",
        ):
            path = self.folder / "lock.txt"
            path.write_text(line)
            with self.assertRaisesRegex(ValueError, "not a pinned, hashed requirement"):
                locks.third_party(path)


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
            inputs.read(self.folder)

    def test_good_inputs_are_read(self) -> None:
        self.given()
        self.assertEqual(inputs.read(self.folder).architecture, "x86_64")

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


class Alias(InTemporaryFolder):
    def test_the_native_name_gives_the_same_modules_and_leaves_their_specs_alone(self) -> None:
        package = self.folder / "openxla/compiler/sub"
        package.mkdir(parents=True)
        (package.parent / "__init__.py").write_text("")
        (package / "__init__.py").write_text("loads = []\n")
        (package / "leaf.py").write_text("from . import loads\nloads.append(__name__)\n")
        code = (
            "import sys; sys.path[:0] = sys.argv[1:]\n"
            "import openxla._iree.sub.leaf as alias, openxla.compiler.sub.leaf as real\n"
            "assert alias is real and real.__spec__.name == 'openxla.compiler.sub.leaf', real.__spec__\n"
            "assert real.loads == ['openxla.compiler.sub.leaf'], real.loads\n"
            "import importlib; importlib.reload(real)\n"
            "try: import openxla._iree.nothing\n"
            "except ModuleNotFoundError as error: assert error.name == 'openxla.compiler.nothing'\n"
            "else: raise AssertionError\n"
        )
        subprocess.run(
            [sys.executable, "-c", code, str(self.folder), str(RECIPE / "wheel/src")], check=True
        )


if __name__ == "__main__":
    unittest.main()
