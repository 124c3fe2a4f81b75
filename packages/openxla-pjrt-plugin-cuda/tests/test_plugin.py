"""What needs neither JAX nor CUDA: choosing, loading, describing."""

import os
import re
import sys
import types
import unittest
from pathlib import Path
from unittest import mock

from kit import plan

RECIPE = Path(__file__).parent.parent
sys.path.insert(0, str(RECIPE / "wheel/src"))
# What a build adds.
sys.modules["jax_plugins.openxla_cuda.version"] = types.SimpleNamespace(VERSION="0")  # type: ignore[assignment]

import jax_plugins.openxla_cuda as plugin  # noqa: E402
from jax_plugins.openxla_cuda import _runtime, aot  # noqa: E402


def loads(*version: int) -> types.SimpleNamespace:
    return types.SimpleNamespace(load=lambda: version)


def fails() -> tuple[int, int, int]:
    raise RuntimeError("nvidia-cudnn-cu12 is not installed")


class RuntimePlugins(unittest.TestCase):
    def activate(
        self, modules: dict[str, types.SimpleNamespace], choice: str = ""
    ) -> list[plugin.Found]:
        def find(name: str) -> object:
            return modules.get(name.removeprefix("openxla.runtime."))

        with (
            mock.patch.dict(os.environ, {_runtime.CHOICE: choice}),
            mock.patch.object(_runtime.importlib.util, "find_spec", find),
            mock.patch.object(_runtime.importlib, "import_module", find),
        ):
            return plugin.activate()

    def test_those_that_are_installed_are_loaded(self) -> None:
        found = self.activate({"cublas": loads(12, 9, 3), "cudnn": loads(9, 28, 0)})
        self.assertEqual(
            [(it.name, it.version) for it in found[:2]], [("cublas", "12.9.3"), ("cudnn", "9.28.0")]
        )
        self.assertFalse(found[2].is_installed)

    def test_what_is_not_chosen_is_left_alone(self) -> None:
        found = self.activate({"cublas": loads(12, 9, 3), "cudnn": loads(9, 28, 0)}, "cudnn")
        self.assertEqual([it.version for it in found[:2]], ["", "9.28.0"])

    def test_one_that_cannot_be_loaded_is_told_and_stops_nothing(self) -> None:
        broken = {"cublas": loads(12, 9, 3), "cudnn": types.SimpleNamespace(load=fails)}
        with self.assertLogs("jax_plugins.openxla_cuda._runtime", "WARNING"):
            found = self.activate(broken)
        self.assertEqual((found[0].version, found[1].version), ("12.9.3", ""))
        self.assertIn("nvidia-cudnn-cu12 is not installed", found[1].problem)

    def test_an_unknown_name_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "names ..cudann"):
            self.activate({}, "cudann,cublas")


class Descriptions(unittest.TestCase):
    def test_every_device_of_the_plan_is_described_in_balanced_text(self) -> None:
        self.assertEqual(set(plan.devices(RECIPE)), set(aot.DEVICES))
        for it in aot.DEVICES.values():
            text = it.description()
            self.assertEqual(text.count("{"), text.count("}"))
            self.assertIn('platform_name: "CUDA"', text)
            self.assertTrue(re.search(r"memory_bandwidth: \d{12,}\n", text), text)

    def test_another_makers_device_is_refused(self) -> None:
        with (
            mock.patch.dict(
                sys.modules, {"jax": types.ModuleType("jax"), "jax.experimental": mock.Mock()}
            ),
            self.assertRaisesRegex(ValueError, "'mi300' is not a device"),
        ):
            aot.topology("mi300")


if __name__ == "__main__":
    unittest.main()
