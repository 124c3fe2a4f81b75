"""Lends jaxlib's linear algebra (LAPACK, by scipy) to the plugin, which has none of its own.

XLA calls such functions by name; a plugin learns them by its extension for foreign functions:
https://github.com/openxla/xla/blob/main/xla/pjrt/c/pjrt_c_api_ffi_extension.h
"""

import ctypes
import importlib.metadata
from pathlib import Path
from typing import Any

# PJRT_Extension_Type_FFI, and where things lie in pjrt_c_api.h.
_FFI_EXTENSION = 5
_OF_API_EXTENSIONS, _OF_API_MESSAGE = 8, 40 + 8
_OF_EXTENSION_TYPE, _OF_EXTENSION_NEXT = 8, 16
_OF_FFI_REGISTER = 24 + 16
# jaxlibs whose functions xla-cpu-pjrt 0.0.1 was seen to call. With newer ones it says that it took
# them, and then does not find them.
_SEEN_TO_WORK = ("0.8.",)


class _Handler(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_size_t), ("name", ctypes.c_char_p), ("name_size", ctypes.c_size_t),
        ("handler", ctypes.c_void_p), ("platform", ctypes.c_char_p),
        ("platform_size", ctypes.c_size_t), ("traits", ctypes.c_uint32),
    ]  # fmt: skip


class _Message(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_size_t), ("extension", ctypes.c_void_p),
        ("error", ctypes.c_void_p), ("message", ctypes.c_void_p), ("size", ctypes.c_size_t),
    ]  # fmt: skip


def bridge(library: Path) -> str:
    """Registers every function of jaxlib's LAPACK; empty when the plugin took all of them, else why
    not. Whether it finds them again, `tried` says."""
    version = importlib.metadata.version("jaxlib")
    if not version.startswith(_SEEN_TO_WORK):
        return f"jaxlib {version}'s functions are not found by this plugin; 0.8's are"
    try:
        functions = _functions()
        table = _table(library)
        register = _register(table)
    except (ImportError, AttributeError, LookupError) as error:
        return f"{type(error).__name__}: {error}"
    for name, capsule in functions.items():
        why = _told(table, register(ctypes.byref(_handler(name, capsule))))
        if why:
            return f"{name}: {why}"
    return ""


def tried(platform: str) -> str:
    """Decomposes a matrix on the plugin's own device."""
    import jax
    import numpy

    matrix = numpy.array([[4, 2], [2, 3]], numpy.float32)
    try:
        with jax.default_device(jax.devices(platform)[0]):
            found = numpy.asarray(jax.jit(jax.numpy.linalg.cholesky)(matrix))
    except RuntimeError as error:
        return str(error).splitlines()[0]
    expected = numpy.linalg.cholesky(matrix)
    worst = float(numpy.abs(found - expected).max())
    return "" if worst < 1e-5 else f"the numbers are wrong by {worst:.2g}"


def _functions() -> dict[str, Any]:
    from jaxlib.cpu import _lapack

    _lapack.initialize()
    return {name: it for name, it in _lapack.registrations().items() if name.endswith("_ffi")}


def _table(library: Path) -> int:
    get = ctypes.CDLL(str(library)).GetPjrtApi
    get.restype = ctypes.c_void_p
    return int(get())


def _register(table: int) -> Any:
    """The extension's function, which takes a `_Handler`."""
    at = _pointer(table + _OF_API_EXTENSIONS)
    while at:
        if ctypes.c_int.from_address(at + _OF_EXTENSION_TYPE).value == _FFI_EXTENSION:
            return ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(
                _pointer(at + _OF_FFI_REGISTER)
            )
        at = _pointer(at + _OF_EXTENSION_NEXT)
    raise LookupError("the plugin has no extension for foreign functions")


def _handler(name: str, capsule: Any) -> _Handler:
    named, pointer = ctypes.pythonapi.PyCapsule_GetName, ctypes.pythonapi.PyCapsule_GetPointer
    named.restype, named.argtypes = ctypes.c_char_p, [ctypes.py_object]
    pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    found, text = pointer(capsule, named(capsule)), name.encode()
    return _Handler(ctypes.sizeof(_Handler), text, len(text), found, b"Host", 4, 0)


def _told(table: int, error: int | None) -> str:
    """A PJRT error's words; it is not freed, because that happens once in a process at most."""
    if not error:
        return ""
    message = _Message(struct_size=ctypes.sizeof(_Message), error=error)
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_pointer(table + _OF_API_MESSAGE))
    tell(ctypes.addressof(message))
    return ctypes.string_at(message.message, message.size).decode("utf-8", "replace")


def _pointer(address: int) -> int:
    return ctypes.c_void_p.from_address(address).value or 0
