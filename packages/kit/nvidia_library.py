"""Finds and loads libraries of NVIDIA's wheels, which stay as NVIDIA publishes them."""

import ctypes
import importlib.util
from dataclasses import dataclass
from pathlib import Path


class LibraryError(RuntimeError):
    """A library is missing, or cannot be loaded; the text says which and why."""


@dataclass(frozen=True)
class Libraries:
    """The libraries of one wheel, in the order in which they must be loaded."""

    # The wheel that has them, and its folder below `nvidia`.
    wheel: str
    folder_name: str
    order: tuple[str, ...]

    def folder(self) -> Path:
        """Where the wheel put them; nothing is imported."""
        found = importlib.util.find_spec("nvidia")
        for place in found.submodule_search_locations or [] if found else []:
            folder = Path(place) / self.folder_name / "lib"
            if folder.is_dir():
                return folder
        raise LibraryError(
            f"{self.wheel} is not installed: there is no nvidia/{self.folder_name}/lib"
        )

    def is_installed(self) -> bool:
        try:
            self.folder()
        except LibraryError:
            return False
        return True

    def paths(self) -> list[Path]:
        """The files, in the order of loading."""
        return [self.folder() / name for name in self.order]

    def load(self) -> dict[str, ctypes.CDLL]:
        """Loads them for everyone in this process, so that what names them finds these and no
        others of the system."""
        loaded = {}
        for path in self.paths():
            try:
                loaded[path.name] = ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
            except OSError as error:
                raise LibraryError(f"{path}: {error}") from error
        return loaded


def properties(function: "ctypes._CFuncPtr") -> tuple[int, int, int]:
    """Major, minor and patch level, by a function of the form of `cudnnGetProperty`."""
    found = []
    for index in range(3):
        value = ctypes.c_int(-1)
        status = function(index, ctypes.byref(value))
        if status != 0:
            raise LibraryError(f"property {index}: status {status}")
        found.append(value.value)
    return found[0], found[1], found[2]
