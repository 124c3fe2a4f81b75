"""Judges cuBLAS's plugin by loading what NVIDIA published: /in → /out. See docs/recipes.md.

Runs in the clean image; no kernel is run, because there is no GPU.
"""

import sys
from pathlib import Path

from kit import plan
from kit.nvidia_check import RuntimeCheck
from kit.verdict import conclude

OUT = Path("/out")
CHECK = RuntimeCheck(
    "openxla-runtime-plugin-cublas",
    "openxla.runtime.cublas",
    "nvidia-cublas-cu12",
    ["/libcublas.so.12", "/libcublasLt.so.12"],
    "cublas",
)

if __name__ == "__main__":
    sys.exit(conclude(OUT, plan.facts(CHECK.package), CHECK.judge))
