"""Looks whether the archive can be built from."""

from family.archives import contents
from family.checking import main

main(
    {
        "contents": contents(
            "iree/CMakeLists.txt",
            "jax/jax/__init__.py",
            "openxla-nvgpu/runtime/CMakeLists.txt",
            "openxla-pjrt-plugin/CMakeLists.txt",
            "version_info.json",
            "xla/xla/pjrt/c/pjrt_c_api.h",
        )
    }
)
