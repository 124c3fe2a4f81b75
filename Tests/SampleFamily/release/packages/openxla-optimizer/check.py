"""Runs the partitioner over a program with annotations."""

from family.checking import SITE, Checking, Failed, main

_CODE = """
import ctypes, sys
library = ctypes.CDLL(sys.argv[1])
library.openxlaPartitionerRun.restype = ctypes.c_char_p
print(library.openxlaPartitionerRun(sys.argv[2].encode(), 2).decode(), end="")
"""
_ANNOTATED = "func @main 1\n%1 = shard %0\n%2 = add %1 %0\n%3 = shard %2\nreturn %3\n"
_PLAIN = "func @main 1\n%1 = add %0 %0\nreturn %1\n"


def partitions(it: Checking) -> str:
    library = SITE / "openxla/optimizer/libOpenXLAPartitioner.so"
    found = it.python(_CODE, str(library), _ANNOTATED)
    if found.strip() != _PLAIN.strip():
        raise Failed(f"expected {_PLAIN!r}, found {found!r}")
    return "two annotations lowered"


main({"partitions": partitions})
