"""The wheel openxla-runtime-plugin-cublas."""

from family.packing import Packing, Wheel, main


def pack(it: Packing) -> None:
    it.wheel(
        Wheel(
            {"plugins": "openxla/runtime/plugins"},
            "openxla/runtime/_cublas",
            requires=["iree-runtime"],
        )
    )


main(pack)
