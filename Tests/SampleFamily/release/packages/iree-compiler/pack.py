"""The wheel iree-compiler."""

from family.packing import Packing, Wheel, main


def pack(it: Packing) -> None:
    it.wheel(Wheel({"compiler": "iree/compiler/_mlir_libs"}, "iree/compiler"))


main(pack)
