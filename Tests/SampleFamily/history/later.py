"""What happens after the first night: one list a stage."""

from growing.edits import append, replace
from growing.family import Chores, Green, Happening, Rewind, Step
from history import breaks

LATER: dict[int, list[Happening]] = {
    2: [
        Step(
            "iree",
            "Docs: how a bytecode version is raised",
            [
                append(
                    "docs/bytecode.md", "Compiler and runtime in one commit. See broken-interval.\n"
                )
            ],
            "docs-only-upstream",
            "the second night: nothing has to be built",
        ),
        Green(("iree",)),
    ],
    3: [
        Step(
            "openxla-nvgpu",
            "cuDNN: a sign needs a signed type",
            [replace("runtime/cudnn/plugin.c", "    char sign", "    signed char sign")],
            "aarch64-fix",
            "the third night: only what depends on this plugin is built",
        ),
        Green(("openxla-nvgpu",)),
    ],
    4: [
        Rewind("xla", 5),
        Step(
            "xla",
            "PJRT: version 0.31, nothing taken away",
            [replace("xla/pjrt/c/pjrt_c_api.h", "PJRT_API_MINOR 30", "PJRT_API_MINOR 31")],
            "force-push",
            "the branch was forced: its last five commits are gone, the pinned one among them",
        ),
        Step(
            "openxla-pjrt-plugin",
            "Client: say which option it was",
            [replace(breaks.CLIENT, '"unknown option"', '"unknown option of the client"')],
            "after-force-push",
            "what is not parked goes on",
        ),
        Green(("openxla-pjrt-plugin",)),
        Chores("jax", 1),
    ],
}
