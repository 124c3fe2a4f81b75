"""XLA's CUDA plugin for JAX, with the runtime plugins that are installed beside it.

JAX registers the platform `cuda` by jax-cuda12-plugin, which this package requires; this one loads
the runtime plugins' libraries first, so that no others of the system are taken, and compiles for
GPUs that are not here: see `aot`.
"""

from ._runtime import Found, activate, find
from .version import VERSION as __version__

__all__ = ["Found", "__version__", "activate", "find", "initialize"]


def initialize() -> None:
    """JAX calls it when it first looks for devices; `activate` can be called before."""
    activate()
