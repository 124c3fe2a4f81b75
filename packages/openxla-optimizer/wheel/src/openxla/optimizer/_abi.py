"""What `openxla_optimizer.h` declares, for ctypes: structures and functions."""

import ctypes
from pathlib import Path
from typing import Any


class OptimizerError(RuntimeError):
    """What the library or the plugin refused, in its words; `code` is PJRT's."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Option(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_size_t), ("name", ctypes.c_char_p), ("text", ctypes.c_char_p),
        ("number", ctypes.c_int64),
    ]  # fmt: skip


class Options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_size_t), ("partitions", ctypes.c_int64),
        ("use_shardy", ctypes.c_int),
    ]  # fmt: skip


class Array(ctypes.Structure):
    _fields_ = [
        ("data", ctypes.c_void_p), ("size", ctypes.c_size_t), ("type", ctypes.c_int),
        ("dims", ctypes.POINTER(ctypes.c_int64)), ("num_dims", ctypes.c_size_t),
    ]  # fmt: skip


_P, _N = ctypes.c_void_p, ctypes.c_size_t
_SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "status_code": (ctypes.c_int, [_P]),
    "status_message": (ctypes.c_char_p, [_P]),
    "status_free": (None, [_P]),
    "open": (_P, [ctypes.c_char_p, _P, _N, _P]),
    "pjrt_major": (ctypes.c_int, [_P]),
    "pjrt_minor": (ctypes.c_int, [_P]),
    "platform": (ctypes.c_char_p, [_P]),
    "num_devices": (_N, [_P]),
    "close": (None, [_P]),
    "partition": (_P, [_P, ctypes.c_char_p, _N, _P, _P]),
    "program_code": (_P, [_P, _P]),
    "program_format": (ctypes.c_char_p, [_P]),
    "program_num_devices": (_N, [_P]),
    "program_num_results": (_N, [_P]),
    "program_free": (None, [_P]),
    "run": (_P, [_P, _P, _N, _P]),
    "result": (Array, [_P, _N, _N]),
    "results_free": (None, [_P]),
}


class Functions:
    """The library's functions, without the common beginning of their names."""

    def __init__(self, path: Path) -> None:
        loaded = ctypes.CDLL(str(path))
        for name, (result, arguments) in _SIGNATURES.items():
            function = loaded[f"openxla_optimizer_{name}"]
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)

    def check(self, status: int | None) -> None:
        if not status:
            return
        error = OptimizerError(
            self.status_code(status), self.status_message(status).decode("utf-8", "replace")
        )
        self.status_free(status)
        raise error
