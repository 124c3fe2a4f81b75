"""What needs none of NVIDIA's libraries."""

import sys
import tempfile
import types
import unittest
from pathlib import Path
from unittest import mock

from kit import nvidia_library

RECIPE = Path(__file__).parent.parent
sys.path.insert(0, str(RECIPE / "wheel/src"))
# What a build adds.
sys.modules["openxla.runtime.cudnn.version"] = types.SimpleNamespace(VERSION="0")  # type: ignore[assignment]
sys.modules["openxla.runtime.cudnn._library"] = nvidia_library

from openxla.runtime import cudnn  # noqa: E402


class Libraries(unittest.TestCase):
    def test_what_is_not_installed_is_said_by_its_wheels_name(self) -> None:
        with mock.patch.object(nvidia_library.importlib.util, "find_spec", return_value=None):
            self.assertFalse(cudnn.is_installed())
            with self.assertRaisesRegex(cudnn.LibraryError, "nvidia-cudnn-cu12 is not installed"):
                cudnn.load()

    def test_a_damaged_library_is_an_error_with_its_path(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "cudnn/lib"
            place.mkdir(parents=True)
            for name in cudnn.LIBRARIES.order:
                (place / name).write_bytes(b"no ELF")
            spec = types.SimpleNamespace(submodule_search_locations=[folder])
            with (
                mock.patch.object(nvidia_library.importlib.util, "find_spec", return_value=spec),
                self.assertRaisesRegex(cudnn.LibraryError, f"{cudnn.LIBRARIES.order[0]}: .*"),
            ):
                cudnn.load()


if __name__ == "__main__":
    unittest.main()
