"""The wheel iree-runtime."""

from family.packing import Packing, Wheel, main


def pack(it: Packing) -> None:
    it.wheel(Wheel({"runtime": "iree/_runtime_libs"}, "iree/_runtime_libs"))


main(pack)
