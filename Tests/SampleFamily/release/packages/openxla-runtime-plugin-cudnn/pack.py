"""The wheel openxla-runtime-plugin-cudnn."""

from family.packing import Packing, Wheel, main


def pack(it: Packing) -> None:
    it.wheel(
        Wheel(
            {"plugins": "openxla/runtime/plugins"},
            "openxla/runtime/_cudnn",
            requires=["iree-runtime"],
        )
    )


main(pack)
