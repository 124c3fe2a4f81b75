"""cuDNN, as NVIDIA publishes it: where it is, how it is loaded, which version it is.

load()      loads it for this process, and returns its version, such as (9, 28, 0)
"""

from ._library import Libraries, LibraryError, properties
from .version import VERSION as __version__

__all__ = ["LIBRARIES", "LibraryError", "__version__", "is_installed", "load", "paths", "problems"]

# The library itself; it loads its parts when it needs them, by its own path.
LIBRARIES = Libraries("nvidia-cudnn-cu12", "cudnn", ("libcudnn.so.9",))
_PARTS = {"ops": "Ops", "cnn": "Cnn", "adv": "Adv", "graph": "Graph"}

is_installed = LIBRARIES.is_installed
paths = LIBRARIES.paths


def load() -> tuple[int, int, int]:
    """Loads cuDNN before anything else that names it can load another; returns its version.

    cuDNN's heuristics need cuBLAS: load `openxla.runtime.cublas` first where there is a GPU.
    """
    return properties(LIBRARIES.load()["libcudnn.so.9"].cudnnGetProperty)


def problems() -> list[str]:
    """The parts whose version is not the library's own, which a mixed installation has."""
    found = []
    for part, name in _PARTS.items():
        library = Libraries(LIBRARIES.wheel, "cudnn", (f"libcudnn_{part}.so.9",))
        (loaded,) = library.load().values()
        status = getattr(loaded, f"cudnn{name}VersionCheck")()
        if status != 0:
            found.append(f"libcudnn_{part}.so.9 is of another version: status {status}")
    return found
