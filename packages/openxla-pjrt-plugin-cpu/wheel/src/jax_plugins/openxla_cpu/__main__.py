"""`python -m jax_plugins.openxla_cpu`: what is installed, and what it can do here."""

import argparse
import os
import sys

from . import NAME, lapack, version


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m jax_plugins.openxla_cpu",
        description="Show the plugin's devices, and try what is not always there.",
    )
    parser.add_argument("--version", action="store_true", help="print version and pins as JSON")
    if parser.parse_args().version:
        print(version.as_json())
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
