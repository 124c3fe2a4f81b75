"""`python -m jax_plugins.openxla_cpu`: what is installed, and what it can do here."""

import os
import sys

from . import NAME, lapack, version


def main() -> int:
    if version.printed_if_asked(
        "python -m jax_plugins.openxla_cpu",
        "Show the plugin's devices, and try what is not always there.",
    ):
        return 0
    os.environ["JAX_PLATFORMS"] = NAME
    import jax

    devices = jax.devices(NAME)
    words = " ".join(str(devices[0].client.platform_version).split())
    print(f"openxla-pjrt-plugin-cpu {version.VERSION}, jax {jax.__version__}")
    print(f"  {len(devices)} devices, {words}")
    print(f"  linear algebra: {lapack() or 'available'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
