"""`python -m openxla.runtime.triton_jit --version`: what is installed here."""

import sys

from . import Cache, version


def main() -> int:
    if version.printed_if_asked(
        "python -m openxla.runtime.triton_jit",
        "Show what is installed here.",
    ):
        return 0
    made = ", ".join(f"{name} {it['version']}" for name, it in version.MADE_OF.items())
    print(f"openxla-runtime-plugin-triton-jit {version.VERSION}, made of {made}")
    print(f"  cache {Cache.default().folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
