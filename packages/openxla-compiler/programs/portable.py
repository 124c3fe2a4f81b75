"""Writes the portable artifacts of the programs whose portable form is checked, by jaxlib:

    pip install jaxlib==0.8.3 && python packages/openxla-compiler/programs/portable.py

A person runs it after a change of a program. The artifacts are for an old StableHLO, so that every
compiler reads them: https://openxla.org/stablehlo/compatibility
"""

from pathlib import Path

from jaxlib.mlir.dialects import stablehlo

NAMES = ("mask",)
_VERSION = "1.0.0"


def main() -> None:
    for name in NAMES:
        source = Path(__file__).with_name(f"{name}.mlir")
        text = source.read_text(encoding="utf-8")
        portable = stablehlo.serialize_portable_artifact_str(text, _VERSION)
        source.with_suffix(".mlirbc").write_bytes(portable)


if __name__ == "__main__":
    main()
