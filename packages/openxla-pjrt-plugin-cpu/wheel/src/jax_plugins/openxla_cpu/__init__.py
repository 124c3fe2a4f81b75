"""JAX on XLA's CPU plugin: install, and set JAX_PLATFORMS=openxla_cpu.

JAX finds this module by itself, in the name space `jax_plugins` and by the entry point of that
name, and calls `initialize` when it first looks for devices.
"""

import logging

from . import _lapack, _settings
from ._settings import NAME, configure
from .version import VERSION as __version__

__all__ = ["NAME", "__version__", "configure", "initialize", "lapack"]

_log = logging.getLogger(__name__)


def initialize() -> None:
    """Registers the plugin with JAX; JAX calls it."""
    import jax._src.xla_bridge as bridge

    settings = _settings.take()
    bridge.register_plugin(
        NAME,
        priority=settings.priority,
        library_path=str(settings.library),
        options=settings.options,
    )
    if settings.lapack:
        why = _lapack.bridge(settings.library)
        if why:
            _log.info("linear algebra is not available on %s: %s", NAME, why)


def lapack() -> str:
    """Tries a Cholesky decomposition on the plugin; empty when it is right, else why it is not
    available."""
    return _lapack.tried(NAME)
