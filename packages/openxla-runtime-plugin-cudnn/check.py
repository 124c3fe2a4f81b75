"""Judges cuDNN's plugin by loading what NVIDIA published: /in → /out. See docs/recipes.md.

Runs in the clean image; no kernel is run, because there is no GPU.
"""

import sys
from pathlib import Path

from kit import plan
from kit.nvidia_check import RuntimeCheck
from kit.verdict import conclude

OUT = Path("/out")
CHECK = RuntimeCheck(
    "openxla-runtime-plugin-cudnn",
    "openxla.runtime.cudnn",
    "nvidia-cudnn-cu12",
    ["/libcudnn.so.9", "_adv.so.9", "_cnn.so.9", "_graph.so.9", "_ops.so.9"],
    "cudnn",
)

if __name__ == "__main__":
    sys.exit(conclude(OUT, plan.facts(CHECK.package), CHECK.judge))
