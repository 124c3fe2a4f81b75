"""Asks a PJRT plugin what it is, by ctypes alone: the cheapest thing that can be known of it.

    python -m kit.pjrt version|attributes PLUGIN.so

Layout of the structures: https://github.com/openxla/xla/blob/main/xla/pjrt/c/pjrt_c_api.h
"""

import ctypes
import sys
from typing import Any

from kit.process import tell

_FUNCTIONS = 40
_ERROR_MESSAGE, _INITIALIZE, _ATTRIBUTES = 1, 3, 4


class _Value(ctypes.Structure):
    """PJRT_NamedValue."""

    _fields_ = [
        ("struct_size", ctypes.c_size_t), ("extension", ctypes.c_void_p),
        ("name", ctypes.c_void_p), ("name_size", ctypes.c_size_t), ("type", ctypes.c_int),
        ("value", ctypes.c_int64), ("value_size", ctypes.c_size_t),
    ]  # fmt: skip


class _Arguments(ctypes.Structure):
    """The beginning that is common to all: size, extensions, then three words."""

    _fields_ = [
        ("struct_size", ctypes.c_size_t), ("extension", ctypes.c_void_p),
        ("first", ctypes.c_void_p), ("second", ctypes.c_void_p), ("third", ctypes.c_size_t),
    ]  # fmt: skip


class Plugin:
    """A loaded plugin."""

    def __init__(self, path: str) -> None:
        get = ctypes.CDLL(path).GetPjrtApi
        get.restype = ctypes.c_void_p
        self._table = int(get())

    @property
    def version(self) -> tuple[int, int]:
        """Major and minor version of PJRT's C API."""
        return self._int(_FUNCTIONS - 8), self._int(_FUNCTIONS - 4)

    def attributes(self) -> dict[str, Any]:
        """What it says of itself, such as the versions of StableHLO that it reads."""
        self._call(_INITIALIZE, _Arguments(16))
        given = _Arguments(32)
        self._call(_ATTRIBUTES, given)
        values = (_Value * (given.second or 0)).from_address(given.first or 0)
        return {_text(it.name, it.name_size): _value(it) for it in values}

    def _call(self, index: int, given: _Arguments) -> None:
        at = ctypes.c_void_p.from_address(self._table + _FUNCTIONS + 8 * index).value
        error = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(at)(ctypes.addressof(given))
        if error and index != _ERROR_MESSAGE:
            message = _Arguments(40, first=error)
            self._call(_ERROR_MESSAGE, message)
            raise RuntimeError(_text(message.second, message.third))

    def _int(self, offset: int) -> int:
        return ctypes.c_int.from_address(self._table + offset).value


def _value(it: _Value) -> Any:
    if it.type == 0:
        return _text(it.value, it.value_size)
    if it.type == 2:
        return list((ctypes.c_int64 * it.value_size).from_address(it.value))
    return it.value


def _text(address: int | None, size: int) -> str:
    return ctypes.string_at(address or 0, size).decode("utf-8", "replace") if address else ""


def main() -> str:
    what, plugin = sys.argv[1], Plugin(sys.argv[2])
    if what == "version":
        return f"PJRT {'.'.join(map(str, plugin.version))}"
    told = plugin.attributes()
    words = [f"{name} {it}" for name, it in sorted(told.items())]
    assert "stablehlo_current_version" in told, words
    return "; ".join(words)


if __name__ == "__main__":
    tell(main)
