"""The wheel openxla-optimizer."""

from family.packing import Packing, Wheel, main


def pack(it: Packing) -> None:
    it.wheel(Wheel({"optimizer": "openxla/optimizer"}, "openxla/optimizer"))


main(pack)
