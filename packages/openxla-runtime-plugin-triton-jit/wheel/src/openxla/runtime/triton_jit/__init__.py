"""Compiles Triton kernels ahead of time, for a named device, where no such device is.

    made = compile(kernel, device="sm_90", signature={"x": "*fp32"}, constants={"B": 64})
    made.binary, made.symbol       # a cubin or an HSACO, and the function in it

What was compiled is kept on disk, by source, options and compiler.
"""

from ._cache import Cache
from ._compile import Compiled, TritonError, compile
from ._devices import Device
from .version import VERSION as __version__

__all__ = ["Cache", "Compiled", "Device", "TritonError", "__version__", "compile"]
