"""Reads which symbols a shared library exports: the first steps of a dynamic loader.

https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.symtab.html
"""

import mmap
import struct
from pathlib import Path

_DYNSYM = 11
_HEADER, _SYMBOL = struct.Struct("<IIQQQQIIQQ"), struct.Struct("<IBBHQQ")


def exported(library: Path) -> set[str]:
    """The names that it defines for others; raises `ValueError` for what is no library."""
    with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:6] != b"\x7fELF\x02\x01":
            raise ValueError(f"{library.name}: no 64-bit little-endian ELF file")
        (sections,) = struct.unpack_from("<Q", data, 40)
        size, count = struct.unpack_from("<HH", data, 58)
        headers = [_HEADER.unpack_from(data, sections + size * index) for index in range(count)]
        found: set[str] = set()
        for header in headers:
            if header[1] == _DYNSYM:
                names = headers[header[6]][4]
                found |= _names(data, header[4], header[5], names)
        return found


def _names(data: mmap.mmap, at: int, size: int, names: int) -> set[str]:
    found = set()
    for place in range(at, at + size, _SYMBOL.size):
        name, _, _, section, _, _ = _SYMBOL.unpack_from(data, place)
        if section and name:
            start = names + name
            found.add(data[start : data.find(b"\0", start)].decode("latin-1"))
    return found
