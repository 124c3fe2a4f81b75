"""`python -m openxla.runtime.cublas`: what is installed here; `--version` as JSON."""

import sys

from . import load, paths, version


def main() -> int:
    if version.printed_if_asked(
        "python -m openxla.runtime.cublas",
        "Show which library is installed here.",
    ):
        return 0
    print(f"openxla-runtime-plugin-cublas {version.VERSION}")
    print(f"  {'.'.join(map(str, load()))} in {paths()[-1].parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
