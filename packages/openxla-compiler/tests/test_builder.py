"""The build's own steps, on small wheels made here."""

import json
import subprocess
import sys
import tomllib
import unittest
from pathlib import Path

from builder import native, project, sources
from kit import inputs, locks
from kit.tests.wheels import ELF, InTemporaryFolder

RECIPE = Path(__file__).parent.parent
_LOCKED = ["iree-compiler==0.1.0.dev20261122001", "iree-runtime==0.1.0.dev20261122001"]


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


class Project(InTemporaryFolder):
    def lay_out(self) -> Path:
        wheels = {
            "iree-base-compiler": self.compiler(),
            "iree-base-runtime": self.wheel("iree-base-runtime", {}),
        }
        pins = {"digest": "sha256:1", "pins": {"iree": {"revision": "abc"}}}
        given = inputs.Inputs("linux-x86_64", "0.1.0.dev20261122001", 1763769600, pins, wheels, {})
        project.lay_out(given, RECIPE, self.folder / "project")
        return self.folder / "project"

    def test_it_is_a_standard_project_without_the_elemental_one_among_its_dependencies(
        self,
    ) -> None:
        told = tomllib.loads((self.lay_out() / "pyproject.toml").read_text())["project"]
        self.assertEqual(told["version"], "0.1.0.dev20261122001")
        self.assertEqual(told["dependencies"], ["numpy"])
        self.assertEqual(told["optional-dependencies"], {"onnx": ["onnx>=1"], "elemental": _LOCKED})
        self.assertEqual(told["scripts"]["openxla-opt"], "openxla.compiler.x:main")
        self.assertIn("openxla-compiler-version", told["scripts"])

    def test_the_source_map_is_complete_and_our_version_module_wins(self) -> None:
        package = self.lay_out() / "src/openxla/compiler"
        told = json.loads((package / "release.json").read_text())
        self.assertEqual(told["revisions"], {"IREE": "abc"})
        self.assertEqual(told["pin-set"]["pins"], {"iree": {"revision": "abc"}})
        self.assertEqual(list(told["made-of"]), ["iree-base-compiler"])
        self.assertEqual(told["pinned-beside"], {"iree": {"revision": "abc"}})
        self.assertEqual(sorted(told["elemental"]), ["iree-base-compiler", "iree-base-runtime"])
        self.assertIn("release.json", (package / "version.py").read_text())

    def test_dialects_without_python_get_a_generic_module_and_others_keep_theirs(self) -> None:
        package = self.lay_out() / "src/openxla/compiler/dialects"
        self.assertIn('_Dialect("stablehlo")', (package / "stablehlo.py").read_text())
        self.assertEqual((package / "arith.py").read_text(), "from openxla.compiler import ir\n")


class Locks(unittest.TestCase):
    def test_the_committed_locks_are_pinned_and_hashed(self) -> None:
        for target in inputs.TARGETS:
            self.assertIn("numpy", locks.third_party(RECIPE / f"third-party/{target}.lock"))


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
