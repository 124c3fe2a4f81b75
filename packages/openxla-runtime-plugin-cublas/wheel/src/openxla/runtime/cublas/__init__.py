"""cuBLAS, as NVIDIA publishes it: where it is, how it is loaded, which version it is.

load()      loads it for this process, and returns its version, such as (12, 9, 3)
"""

from ._library import Libraries, LibraryError, properties
from .version import VERSION as __version__

__all__ = ["LIBRARIES", "LibraryError", "__version__", "is_installed", "load", "paths", "problems"]

# cuBLAS needs cuBLASLt, which it would look for in the system.
LIBRARIES = Libraries("nvidia-cublas-cu12", "cublas", ("libcublasLt.so.12", "libcublas.so.12"))

is_installed = LIBRARIES.is_installed
paths = LIBRARIES.paths


def load() -> tuple[int, int, int]:
    """Loads cuBLAS before anything else that names it can load another; returns its version."""
    return properties(LIBRARIES.load()["libcublas.so.12"].cublasGetProperty)


def problems() -> list[str]:
    """Whether cuBLAS and cuBLASLt are of different versions, which a mixed installation has."""
    import ctypes

    light = LIBRARIES.load()["libcublasLt.so.12"].cublasLtGetVersion
    light.restype = ctypes.c_size_t
    major, minor, patch = load()
    own, found = major * 10000 + minor * 100 + patch, int(light())
    return [] if own == found else [f"cuBLAS is {own}, cuBLASLt {found}"]
