"""Traces functions of arrays and runs them on a device."""

from jax._src.pjrt import Client, PjrtError
from jax._src.tracing import Traced, trace
from jax.version import __version__

__all__ = ["Client", "PjrtError", "Traced", "__version__", "jit", "trace"]


def jit(client, function):
    """The function, compiled for the client's device when it is first called."""
    compiled = {}

    def run(*arguments):
        count = len(arguments)
        if count not in compiled:
            compiled[count] = client.compile(trace(function, count))
        return client.execute(compiled[count], arguments)

    return run
