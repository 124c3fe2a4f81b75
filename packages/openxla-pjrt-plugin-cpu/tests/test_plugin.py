"""What needs no JAX: settings, the plan, and the models that everything is compared with."""

import os
import sys
import types
import unittest
from pathlib import Path
from unittest import mock

import check
from kit import plan
from kit.environment import Environment, Outcome
from kit.family import Checks
from kit.journal import GREEN, RED
from kit.tests.wheels import InTemporaryFolder

RECIPE = Path(__file__).parent.parent
sys.path.insert(0, str(RECIPE / "wheel/src"))
# What a build adds.
sys.modules["jax_plugins.openxla_cpu.version"] = types.SimpleNamespace(VERSION="0")  # type: ignore[assignment]

from jax_plugins.openxla_cpu import _settings  # noqa: E402

_LIBRARY = {"OPENXLA_CPU_LIBRARY": "/plugin.so"}


class Settings(unittest.TestCase):
    def read(self, chosen: dict[str, str] | None = None, **environment: str) -> _settings.Settings:
        with mock.patch.dict(os.environ, {**_LIBRARY, **environment}, clear=True):
            return _settings.read(chosen or {})

    def test_unasked_the_plugin_has_one_device_and_is_not_the_default(self) -> None:
        found = self.read()
        self.assertEqual(found.options, {"cpu_device_count": 1})
        self.assertLess(found.priority, 0)
        self.assertTrue(found.lapack)

    def test_what_is_configured_goes_before_the_environment(self) -> None:
        self.assertEqual(self.read(OPENXLA_CPU_DEVICES="4").devices, 4)
        self.assertEqual(self.read({"devices": "2"}, OPENXLA_CPU_DEVICES="4").devices, 2)
        self.assertEqual(self.read(OPENXLA_CPU_PRIORITY="500").priority, 500)
        self.assertFalse(self.read(OPENXLA_CPU_LAPACK="0").lapack)
        self.assertFalse(self.read({"lapack": "0"}).lapack)

    def test_nonsense_is_refused_with_the_place_where_it_was_said(self) -> None:
        with self.assertRaisesRegex(ValueError, r"devices is 'x', expected a number; .*DEVICES"):
            self.read(OPENXLA_CPU_DEVICES="x")
        with self.assertRaisesRegex(ValueError, "0 devices, expected 1 to 1024"):
            self.read({"devices": "0"})

    def test_without_a_plugin_the_reason_is_said(self) -> None:
        with self.assertRaisesRegex(ModuleNotFoundError, "xla-cpu-pjrt is not installed"):
            self.read(OPENXLA_CPU_LIBRARY="")


class ThePlan(unittest.TestCase):
    def test_both_forms_of_every_exported_program_reach_the_compiler(self) -> None:
        it = plan.read(RECIPE, "linux-x86_64")
        for form in ("portable", "text"):
            self.assertEqual(it.via(form), [("mask", "llvm-cpu"), ("train", "llvm-cpu")])

    def test_the_first_steps_are_declared_on_every_target(self) -> None:
        for target in ("linux-x86_64", "linux-aarch64"):
            self.assertLessEqual(
                {"pjrt", "attributes", "execute"}, set(plan.read(RECIPE, target).names)
            )


class TheLadder(InTemporaryFolder):
    def climb(self, red: str) -> list[str]:
        """The checks that ran when this one is red."""
        names = plan.read(RECIPE, "linux-x86_64").names
        it = Checks("x", "1.0.0", plan.read(RECIPE, "linux-x86_64"), None)  # type: ignore[arg-type]
        it.use(Environment("x86_64", [], ["python"], self.folder, None))
        ran: list[str] = []

        def run(_: Checks, words: list[str], **variables: str) -> Outcome:
            what = {"version": "pjrt"}.get(words[2], words[2])
            return Outcome(RED if what == red else GREEN, "", "", 1)

        with (
            mock.patch.object(Checks, "run", run),
            mock.patch.object(Checks, "add", lambda _, name, outcome: ran.append(name)),
        ):
            for name in check._FIRST:
                if not check._step(it, name):
                    break
        self.assertLessEqual(set(ran), set(names))
        return ran

    def test_after_a_red_step_the_dearer_ones_are_not_tried(self) -> None:
        self.assertEqual(self.climb("pjrt"), ["pjrt"])
        self.assertEqual(self.climb("attributes"), ["pjrt", "attributes"])
        self.assertEqual(self.climb("execute"), ["pjrt", "attributes", "execute"])


if __name__ == "__main__":
    unittest.main()
