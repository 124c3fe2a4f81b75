"""Makes the plugin's wheel and the lock that it is judged with: /in → /out. See docs/recipes.md.
Runs in the build image."""

import sys

from kit.own_release import OwnRelease

RELEASE = OwnRelease(
    "openxla-pjrt-plugin-cuda",
    "XLA's CUDA plugin for JAX, its runtime plugins, and compiling ahead of time",
    "jax_plugins/openxla_cuda",
    ["jax-cuda12-pjrt", "jax-cuda12-plugin", "nvidia-cuda-nvcc-cu12", "jax-wheel", "jaxlib"],
    extras={
        "cublas": ["openxla-runtime-plugin-cublas"],
        "cudnn": ["openxla-runtime-plugin-cudnn"],
        "triton": ["openxla-runtime-plugin-triton-jit"],
    },
    entry_points="[jax_plugins]\nopenxla_cuda = jax_plugins.openxla_cuda\n",
)

if __name__ == "__main__":
    sys.exit(RELEASE.main())
