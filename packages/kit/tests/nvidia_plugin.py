"""What holds for each plugin that loads libraries of NVIDIA's wheels, without those libraries."""

import importlib
import sys
import tempfile
import types
import unittest
from pathlib import Path
from unittest import mock

from kit import nvidia_library


def tests_of(recipe: Path, library: str) -> type[unittest.TestCase]:
    """The tests of `openxla.runtime.<library>`, whose wheel is `nvidia-<library>-cu12`."""
    sys.path.insert(0, str(recipe / "wheel/src"))
    name = f"openxla.runtime.{library}"
    # What a build adds.
    sys.modules[f"{name}.version"] = types.SimpleNamespace(VERSION="0")  # type: ignore[assignment]
    sys.modules[f"{name}._library"] = nvidia_library
    plugin = importlib.import_module(name)

    class Libraries(unittest.TestCase):
        def test_what_is_not_installed_is_said_by_its_wheels_name(self) -> None:
            with mock.patch.object(nvidia_library.importlib.util, "find_spec", return_value=None):
                self.assertFalse(plugin.is_installed())
                with self.assertRaisesRegex(
                    plugin.LibraryError, f"nvidia-{library}-cu12 is not installed"
                ):
                    plugin.load()

        def test_a_damaged_library_is_an_error_with_its_path(self) -> None:
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder) / library / "lib"
                place.mkdir(parents=True)
                for file in plugin.LIBRARIES.order:
                    (place / file).write_bytes(b"no ELF")
                spec = types.SimpleNamespace(submodule_search_locations=[folder])
                with (
                    mock.patch.object(
                        nvidia_library.importlib.util, "find_spec", return_value=spec
                    ),
                    self.assertRaisesRegex(plugin.LibraryError, f"{plugin.LIBRARIES.order[0]}: .*"),
                ):
                    plugin.load()

    return Libraries
