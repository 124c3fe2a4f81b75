"""Makes the wheel and the lock that it is judged with: /in → /out. See docs/recipes.md. Runs in the
build image."""

import sys

from kit.own_release import RECIPE, OwnRelease

RELEASE = OwnRelease(
    "openxla-runtime-plugin-triton-jit",
    "Compiles Triton kernels ahead of time, for a named device",
    "openxla/runtime/triton_jit",
    ["triton"],
    carried={"_kernels.py": RECIPE / "checker/kernels.py"},
)

if __name__ == "__main__":
    sys.exit(RELEASE.main())
