"""Asks a compiler library which plugins it carries, and which backends they registered.

    python -m kit.plugins libIREECompiler.so

prints one JSON object. Through IREE's C API, which both the published and the built compilers have:
https://github.com/iree-org/iree/blob/main/compiler/bindings/c/iree/compiler/embedding_api.h
"""

import ctypes
import json
import sys
from collections.abc import Callable
from typing import Any

# void (*)(const char *name, void *userData)
_CALLBACK = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_void_p)


def ask(library: Any) -> dict[str, Any]:
    """What the loaded library says of itself; raises `AttributeError` when it cannot be asked."""
    library.ireeCompilerGetRevision.restype = ctypes.c_char_p
    library.ireeCompilerGlobalInitialize()
    return {
        "revision": library.ireeCompilerGetRevision().decode(),
        "plugins": _names(library.ireeCompilerEnumeratePlugins),
        "backends": _names(library.ireeCompilerEnumerateRegisteredHALTargetBackends),
    }


def _names(enumerate_them: Callable[[Any, None], None]) -> list[str]:
    names: list[str] = []
    collect = _CALLBACK(lambda name, _: names.append(name.decode()))
    enumerate_them(collect, None)
    return sorted(names)


if __name__ == "__main__":
    print(json.dumps(ask(ctypes.CDLL(sys.argv[1]))))
