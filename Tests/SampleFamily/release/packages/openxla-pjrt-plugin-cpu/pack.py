"""The wheel openxla-pjrt-plugin-cpu, and the framework that it is tested with."""

from family.packing import Packing, Wheel, main


def pack(it: Packing) -> None:
    it.archive("-tests", it.tree / "tests")
    it.wheel(
        Wheel(
            {"pjrt": "jax_plugins/openxla_cpu"},
            "jax_plugins/openxla_cpu",
            requires=["iree-runtime", "iree-compiler", "openxla-optimizer"],
            others=["libIREERuntime.so"],
        )
    )


main(pack)
