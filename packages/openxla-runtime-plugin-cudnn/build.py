"""Makes the wheel of metadata and module: /in → /out. See docs/recipes.md. Runs in the build image.

NVIDIA's wheel is required exactly, and never repacked: its licence does not allow it.
"""

import sys

from kit import nvidia_limits
from kit.own_release import KIT, OwnRelease

RELEASE = OwnRelease(
    "openxla-runtime-plugin-cudnn",
    "cuDNN in version lock with the CUDA plugin that needs it",
    "openxla/runtime/cudnn",
    ["nvidia-cudnn-cu12"],
    beside=["jax-cuda12-plugin", "jax-cuda12-pjrt"],
    carried={"_library.py": KIT / "nvidia_library.py"},
    locked=False,
    agreement=nvidia_limits.within("nvidia-cudnn-cu12", "jax-cuda12-plugin"),
)

if __name__ == "__main__":
    sys.exit(RELEASE.main())
