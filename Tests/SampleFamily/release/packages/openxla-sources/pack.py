"""The archive of sources."""

from family.packing import Packing, main


def pack(it: Packing) -> None:
    it.archive("", it.tree, name="sources")


main(pack)
