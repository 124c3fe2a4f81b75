"""`python -m openxla.runtime.cudnn`: what is installed here; `--version` as JSON."""

import argparse
import sys

from . import load, paths, version


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m openxla.runtime.cudnn", description="Show which library is installed here."
    )
    parser.add_argument("--version", action="store_true", help="print version and pins as JSON")
    if parser.parse_args().version:
        print(version.as_json())
        return 0
    print(f"openxla-runtime-plugin-cudnn {version.VERSION}")
    print(f"  {'.'.join(map(str, load()))} in {paths()[-1].parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
