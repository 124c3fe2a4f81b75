"""The archive of headers and libraries."""

from family.packing import Packing, main


def pack(it: Packing) -> None:
    it.archive("", it.tree)


main(pack)
