"""`python -m openxla.optimizer IN.mlir --devices N --output OUT.mlir`.

`--version` says what is installed.
"""

import argparse
import os
import sys
from pathlib import Path

from . import _partition, version


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="openxla-partition",
        description="Divide a StableHLO program with shardings among devices.",
    )
    parser.add_argument(
        "program", nargs="?", type=Path, help="StableHLO as text or portable artifact"
    )
    parser.add_argument("--devices", type=int, help="how many devices the program is divided among")
    parser.add_argument("--output", type=Path, help="where the program of one device is written")
    parser.add_argument(
        "--ids",
        choices=("partition", "replica"),
        default="partition",
        help="how a device knows itself",
    )
    parser.add_argument(
        "--gspmd", action="store_true", help="the shardings are mhlo.sharding, not Shardy's"
    )
    parser.add_argument(
        "--version", action="store_true", help="print version, revisions and pins as JSON"
    )
    given = parser.parse_args()
    if given.version:
        print(version.as_json())
        return 0
    if given.program is None or given.devices is None or given.output is None:
        parser.error("a program, --devices and --output are needed")
    return _run(given)


def _run(given: argparse.Namespace) -> int:
    from . import _worker

    with _worker.dumps() as dumps:
        os.environ |= _partition.environment(given.devices, dumps)
        text = _worker.partition(
            given.program.read_bytes(),
            given.devices,
            Path(dumps),
            ids=given.ids,
            shardy=not given.gspmd,
        )
    given.output.write_text(text, encoding="utf-8")
    collectives = _partition.Partitioned(text, given.devices).collectives
    print(
        ", ".join(f"{count} {name}" for name, count in sorted(collectives.items()))
        or "no collectives"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
