"""Makes the plugin's wheel and the lock that it is judged with: /in → /out. See docs/recipes.md.
Runs in the build image."""

import sys

from kit.own_release import OwnRelease

RELEASE = OwnRelease(
    "openxla-pjrt-plugin-cpu",
    "XLA's CPU plugin as a platform of JAX",
    "jax_plugins/openxla_cpu",
    ["xla-cpu-pjrt", "jax-wheel", "jaxlib"],
    needs=["iree-compiler", "iree-runtime", "openxla-compiler"],
    entry_points="[jax_plugins]\nopenxla_cpu = jax_plugins.openxla_cpu\n",
)

if __name__ == "__main__":
    sys.exit(RELEASE.main())
