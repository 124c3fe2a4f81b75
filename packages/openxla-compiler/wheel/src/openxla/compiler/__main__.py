"""`python -m openxla.compiler` and `openxla-compiler-version`: what is installed here."""

import argparse
import sys

from . import version


def main() -> int:
    """Prints the version and the source map; `--json` gives the same as data."""
    parser = argparse.ArgumentParser(prog="openxla-compiler-version", description=version.__doc__)
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    if parser.parse_args().json:
        print(version.as_json())
        return 0
    print(f"openxla-compiler {version.VERSION} ({version.TARGET})")
    for name in version.MADE_OF:
        elemental = version.ELEMENTAL[name]
        print(f"  made of {name} {elemental['version']} ({elemental['stamp']})")
    for name, revision in version.REVISIONS.items():
        print(f"    {name} at {revision}")
    print(f"  pin set {version.PIN_SET}; pinned beside:")
    for name, pin in version.PINNED_BESIDE.items():
        print(f"    {name} {pin.get('revision') or pin.get('version')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
