"""Looks whether the archive can be built with."""

from family.archives import contents
from family.checking import main

main(
    {
        "contents": contents(
            "include/iree/compiler/embedding_api.h",
            "include/iree/runtime/api.h",
            "include/partitioner/api.h",
            "include/xla/pjrt/c/pjrt_c_api.h",
            "lib/libIREECompiler.so",
            "lib/libIREERuntime.so",
            "version_info.json",
        )
    }
)
