"""Extras by what a release holds, and what `python -m openxla` says of an installation."""

import contextlib
import ctypes
import importlib.metadata
import io
import json
import runpy
import sys
import types
import unittest
import zipfile
from pathlib import Path
from typing import Any
from unittest import mock

import check
import contents
import extras
import pack
from kit import gpu, plan
from kit.environment import Outcome
from kit.family import Checks
from kit.inputs import Inputs
from kit.journal import GREEN, RED
from kit.tests.wheels import InTemporaryFolder

RECIPE = Path(__file__).parent.parent
sys.path.insert(0, str(RECIPE / "wheel/src"))
# What a build adds.
version = types.ModuleType("openxla.release.version")
sys.modules["openxla.release.version"] = version
sys.modules["openxla.release._gpu"] = gpu
version.__dict__.update(VERSION="1.0.0", TARGET="linux-x86_64", PIN_SET="sha256:1")
version.__dict__.update(FACTS={}, PINNED_BESIDE={"iree": {"revision": "a" * 40}})

from openxla.release import report  # noqa: E402

_CUDA = ["openxla-pjrt-plugin-cuda", "openxla-runtime-plugin-cublas"]


class Extras(unittest.TestCase):
    def test_a_release_has_the_extras_whose_packages_it_holds(self) -> None:
        held = extras.held([*extras.BASE, "openxla-pjrt-plugin-cpu", *_CUDA])
        self.assertEqual(
            held, {"cpu": ["openxla-pjrt-plugin-cpu"], "all": ["openxla-pjrt-plugin-cpu"]}
        )

    def test_of_an_extra_that_it_lacks_the_missing_packages_are_named(self) -> None:
        lacking = extras.lacking([*extras.BASE, "iree-compiler", *_CUDA])
        self.assertEqual(lacking["cuda"], ["openxla-runtime-plugin-cudnn"])
        self.assertEqual(sorted(lacking), ["cpu", "cuda", "optimizer", "triton"])

    def test_every_package_that_it_may_hold_is_in_an_extra_and_every_extra_is_checked(self) -> None:
        told = plan.definition(RECIPE)
        packages = {it for packages in extras.EXTRAS.values() for it in packages}
        self.assertEqual(packages | set(extras.BASE), {*told["needs"], *told["optional-needs"]})
        for target in told["targets"]:
            names = plan.read(RECIPE, target).names
            for extra in (*extras.EXTRAS, extras.ALL):
                self.assertIn(f"install-{extra}", names)


class TheWheel(unittest.TestCase):
    def test_its_extras_are_in_version_lock_with_the_release(self) -> None:
        needs: dict[str, list[Path]] = {it: [] for it in (*extras.BASE, "openxla-optimizer")}
        given = Inputs("linux-x86_64", "1.0.0", 0, {}, {}, needs)
        wheel = pack.wheel(given, extras.contents(needs))
        self.assertEqual(wheel.requires, ["openxla-compiler==1.0.0", "iree-runtime==1.0.0"])
        self.assertEqual(wheel.extras["optimizer"], ["openxla-optimizer==1.0.0"])
        self.assertEqual(wheel.extras["all"], ["openxla-optimizer==1.0.0"])
        self.assertNotIn("cuda", wheel.extras)


class TheLocks(InTemporaryFolder):
    def test_each_extra_has_what_its_packages_require_and_no_more(self) -> None:
        wheels = {
            "jax": own(self.folder, "jax", "jaxlib<=0.8.3", "numpy>=2"),
            "jaxlib": own(self.folder, "jaxlib"),
            "triton": own(self.folder, "triton"),
            "openxla-optimizer": own(self.folder, "openxla-optimizer", "jax==0.8.3"),
            "iree-runtime": own(self.folder, "iree-runtime", 'triton; extra == "x"'),
        }
        there = contents.by_name(wheels.values())
        self.assertEqual(there, {name: [wheel] for name, wheel in wheels.items()})
        found = contents.closure(["openxla-optimizer", "iree-runtime"], there)
        names = [it.name.split("-")[0] for it in found]
        self.assertEqual(names, ["iree_runtime", "jax", "jaxlib", "openxla_optimizer"])
        both = contents.closure(["jaxlib"], contents.by_name([wheels["jaxlib"]] * 2))
        self.assertEqual(both, [wheels["jaxlib"]] * 2)


def own(folder: Path, name: str, *requires: str) -> Path:
    """A wheel that requires others."""
    path = folder / f"{name.replace('-', '_')}-0.8.3-py3-none-any.whl"
    lines = [f"Name: {name}", "Version: 0.8.3", *(f"Requires-Dist: {it}" for it in requires)]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{path.name}.dist-info/METADATA", "\n".join(lines) + "\n")
    return path


class TheCheck(InTemporaryFolder):
    def test_an_extra_that_the_release_lacks_must_be_named_by_it(self) -> None:
        it = Checks("openxla", "1.0.0", plan.read(RECIPE, "linux-x86_64"), None)  # type: ignore[arg-type]
        judged = check.Installations(it, held={"all": []}, lacking={"cuda"})
        self.assertEqual(judged.judge("cuda").outcome, GREEN)
        self.assertEqual(judged.judge("triton").outcome, RED)

    def test_a_release_without_the_cpu_plugin_answers_every_check_of_the_plan(self) -> None:
        it = Checks("openxla", "1.0.0", plan.read(RECIPE, "linux-x86_64"), None)  # type: ignore[arg-type]
        noted: list[str] = []
        with mock.patch.object(Checks, "add", lambda _, name, outcome: noted.append(name)):
            check.Installations(it, held={"all": []}, lacking={"cpu"}).judge("cpu")
        self.assertEqual(noted, ["model", "report"])

    def test_what_is_installed_must_be_what_was_asked_for(self) -> None:
        it = Checks("openxla", "1.0.0", plan.read(RECIPE, "linux-x86_64"), None)  # type: ignore[arg-type]
        judged = check.Installations(it, held={})
        packages = [{"name": "openxla-optimizer", "state": "installed"}]
        told = json.dumps({"lacking": {"cuda": []}, "packages": packages})
        with mock.patch.object(Checks, "run", return_value=Outcome(GREEN, told, "", 1)):
            self.assertEqual(judged._report(it, ["openxla-optimizer"]).outcome, GREEN)
            other = judged._report(it, ["openxla-optimizer", "openxla-compiler"])
        self.assertEqual(other.outcome, RED)
        self.assertIn("installed are ['openxla-optimizer'] expected", other.detail)
        self.assertEqual(judged.lacking, {"cuda"})


class TheReport(InTemporaryFolder):
    def setUp(self) -> None:
        super().setUp()
        packages = ["openxla-optimizer", "openxla-pjrt-plugin-cpu"]
        version.__dict__["FACTS"] = {
            "packages": packages,
            "extras": {"optimizer": packages[:1], "cpu": packages[1:], "all": packages},
            "lacking": {"cuda": _CUDA},
        }
        sys.path.insert(0, str(self.folder))
        self.addCleanup(sys.path.remove, str(self.folder))

    def install(self, name: str, of: str, requires: str = "", made_of: str = "") -> None:
        """A distribution as pip leaves it."""
        info = self.folder / f"{name.replace('-', '_')}-{of}.dist-info"
        info.mkdir()
        requirement = f"Requires-Dist: {requires}\n" if requires else ""
        (info / "METADATA").write_text(f"Name: {name}\nVersion: {of}\n{requirement}")
        (info / "release.json").write_text(
            json.dumps({"made-of": {made_of: {"version": "0.8.3"}}, "revisions": {"IREE": "abc"}})
        )
        (info / "RECORD").write_text(f"{info.name}/METADATA,,\n{info.name}/release.json,,\n")
        importlib.invalidate_caches()

    def told(self, name: str) -> dict[str, Any]:
        return next(it for it in report()["packages"] if it["name"] == name)

    def printed(self) -> tuple[int, str]:
        text = io.StringIO()
        with (
            contextlib.redirect_stdout(text),
            mock.patch.object(sys, "argv", ["openxla", "--no-devices"]),
        ):
            try:
                runpy.run_module("openxla", run_name="__main__")
            except SystemExit as end:
                return int(end.code or 0), text.getvalue()
        raise AssertionError("it did not end")

    def test_what_is_installed_says_what_it_is_made_of(self) -> None:
        self.install("openxla-optimizer", "1.0.0", made_of="jaxlib")
        found = self.told("openxla-optimizer")
        self.assertEqual(found["state"], "installed")
        self.assertEqual(found["made-of"], {"jaxlib": "0.8.3"})
        self.assertEqual(found["revisions"], {"IREE": "abc"})

    def test_what_is_missing_says_how_it_is_installed(self) -> None:
        found = self.told("openxla-pjrt-plugin-cpu")
        self.assertEqual(found["state"], "not installed")
        self.assertEqual(found["hint"], "pip install 'openxla[cpu]==1.0.0'")
        code, text = self.printed()
        self.assertEqual(code, 0)
        self.assertIn("not in this release: cuda, which is " + ", ".join(_CUDA), text)
        self.assertIn("pinned beside: iree aaaaaaaaaaaa", text)

    def test_another_release_and_a_broken_requirement_do_not_fit(self) -> None:
        self.install("openxla-pjrt-plugin-cpu", "0.9.0")
        self.install("jaxlib", "0.9.2")
        self.install("openxla-optimizer", "1.0.0", "jaxlib==0.8.3", "jaxlib")
        self.assertEqual(self.told("openxla-pjrt-plugin-cpu")["found"], "0.9.0, expected 1.0.0")
        code, text = self.printed()
        self.assertEqual(code, 1)
        self.assertIn("openxla-pjrt-plugin-cpu: of another release (0.9.0, expected 1.0.0)", text)
        self.assertIn("does not fit: jaxlib is 0.9.2, expected 0.8.3", text)


class WithoutAGPU(unittest.TestCase):
    def test_every_package_that_has_a_check_on_a_gpu_is_known(self) -> None:
        known = importlib.import_module("openxla.check.__main__").CHECKS
        there = {it.parent.name for it in RECIPE.parent.glob("openxla*/gpu.py")}
        self.assertEqual(set(known), there)

    def test_the_check_says_plainly_that_nothing_was_run(self) -> None:
        text = io.StringIO()
        with (
            contextlib.redirect_stdout(text),
            mock.patch.object(sys, "argv", ["openxla.check", "gpu"]),
            mock.patch.object(ctypes, "CDLL", side_effect=OSError("libcuda.so.1: not found")),
            self.assertRaises(SystemExit) as end,
        ):
            runpy.run_module("openxla.check", run_name="__main__")
        self.assertEqual(end.exception.code, 75)
        self.assertEqual(
            text.getvalue(), "no GPU here: not run (no driver: libcuda.so.1: not found)\n"
        )


if __name__ == "__main__":
    unittest.main()
