"""The wheel openxla-runtime-plugin-triton-jit."""

from family.packing import Packing, Wheel, main


def pack(it: Packing) -> None:
    it.wheel(
        Wheel(
            {"plugins": "openxla/runtime/plugins"},
            "openxla/runtime/_triton_jit",
            requires=["iree-runtime"],
        )
    )


main(pack)
