"""`python -m openxla.runtime.triton_jit --version`: what is installed here."""

import argparse
import sys

from . import Cache, version


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m openxla.runtime.triton_jit", description="Show what is installed here."
    )
    parser.add_argument("--version", action="store_true", help="print version and pins as JSON")
    if parser.parse_args().version:
        print(version.as_json())
        return 0
    made = ", ".join(f"{name} {it['version']}" for name, it in version.MADE_OF.items())
    print(f"openxla-runtime-plugin-triton-jit {version.VERSION}, made of {made}")
    print(f"  cache {Cache.default().folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
