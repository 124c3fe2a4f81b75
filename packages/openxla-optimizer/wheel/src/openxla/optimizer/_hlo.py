"""Reads serialized HLO as far as to say which operations are in it.

Field numbers: https://github.com/openxla/xla/blob/main/xla/service/hlo.proto
"""

from collections import Counter
from collections.abc import Iterator

_MODULE_OF_CONFIGURED, _MODULE_OF_DUMP = 1, 1
_COMPUTATIONS, _INSTRUCTIONS, _OPCODE = 3, 2, 2


def module(code: bytes, format: str) -> bytes:
    """The HloModuleProto of what a plugin calls "hlo" or "hlo_with_config"."""
    if format == "hlo":
        return code
    if format == "hlo_with_config":
        return next(_of(code, _MODULE_OF_CONFIGURED))
    raise ValueError(f"a format that is not HLO: {format!r}")


def module_of_dump(code: bytes) -> bytes:
    """The HloModuleProto of an HloProto, which XLA dumps."""
    return next(_of(code, _MODULE_OF_DUMP))


def operations(module: bytes) -> Counter[str]:
    """How often each operation is in a module, fused ones as well."""
    return Counter(
        opcode.decode()
        for computation in _of(module, _COMPUTATIONS)
        for instruction in _of(computation, _INSTRUCTIONS)
        for opcode in _of(instruction, _OPCODE)
    )


def _of(message: bytes, wanted: int) -> Iterator[bytes]:
    return (
        value for field, value in fields(message) if field == wanted and isinstance(value, bytes)
    )


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Protobuf's wire format: https://protobuf.dev/programming-guides/encoding/"""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        size = {1: 8, 5: 4}.get(kind)
        if kind == 2:
            size, at = _varint(message, at)
        if size is None or at + size > len(message):
            raise ValueError(
                f"no protobuf message: wire type {kind} at byte {at} of {len(message)}"
            )
        yield key >> 3, message[at : at + size]
        at += size


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(message):
            raise ValueError("no protobuf message: it ends inside a number")
        byte = message[at]
        at, value, shift = at + 1, value | (byte & 127) << shift, shift + 7
        if byte < 128:
            return value, at
