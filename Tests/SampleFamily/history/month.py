"""The month that the first night catches up with.

It ends with two components whose newest commits do not work with the others: xla, and
openxla-nvgpu on aarch64."""

from growing.edits import append, replace
from growing.family import Chores, Happening, Mark, Roll, Step, Tag
from history import breaks

_RENAME: list[Happening] = [
    Chores("iree", 3),
    Step(
        "iree",
        "Compiler API: a pipeline is invoked by an invocation",
        breaks.api_renamed(),
        "api-rename",
        "ireeCompilerInvokePipeline has a new name: openxla-pjrt-plugin follows later, and from "
        "here on the two can move only together",
    ),
    Chores("xla", 2),
    Chores("jax", 2),
    Step(
        "openxla-pjrt-plugin",
        "Follow the compiler API: ireeCompilerInvocationPipeline",
        breaks.api_rename_followed(),
        "api-rename-followed",
        "works with no iree before api-rename",
    ),
    Roll("openxla-pjrt-plugin"),
    Roll("openxla-nvgpu"),
]

_INTERVAL: list[Happening] = [
    Chores("iree", 1),
    Step(
        "iree",
        "Compiler: bytecode version 13",
        [breaks.bytecode("compiler", 12, 13)],
        "broken-interval",
        "the runtime refuses what the compiler emits",
    ),
    Chores("iree", 2),
    Chores("openxla-nvgpu", 2),
    Step(
        "iree",
        "Runtime: bytecode version 13",
        [breaks.bytecode("runtime", 12, 13)],
        "broken-interval-fixed",
        "the runtime reads what the compiler emits again",
    ),
    Tag("iree", "iree-3.12.0rc{date}"),
    Chores("openxla-pjrt-plugin", 2),
    Roll("openxla-pjrt-plugin"),
]

_PLUGINS: list[Happening] = [
    Chores("iree", 1),
    Step(
        "iree",
        "Plugins: IREE_CMAKE_PLUGIN_PATHS, for more than the compiler",
        breaks.plugin_variable_renamed(),
        "plugin-variable-renamed",
        "a folder without iree_compiler_plugin.cmake is passed over without a message: until "
        "openxla-nvgpu has that file the compiler builds, and carries no plugin",
    ),
    Chores("iree", 2),
    Chores("xla", 1),
    Step(
        "openxla-nvgpu",
        "Plugins: the file that iree reads now",
        breaks.plugin_variable_followed(),
        "plugin-variable-followed",
        "works with both names; iree may pass plugin-variable-renamed only after this",
    ),
    Roll("openxla-nvgpu"),
]

_RACE: list[Happening] = [
    Step(
        "iree",
        "Executor: do not wait for the second thread",
        breaks.race(),
        "flaky",
        "a race: with local-task the result is sometimes taken before its upper half is there",
    ),
    Chores("iree", 1),
    Step("iree", "Executor: wait again", breaks.race_ended(), "flaky-fixed", "the race is gone"),
]

_REVERTED: list[Happening] = [
    Step(
        "openxla-nvgpu",
        "cuDNN: softmax without the division",
        [breaks.SOFTMAX_BROKEN],
        "reverted",
        "wrong numbers",
    ),
    Step(
        "openxla-nvgpu",
        'Revert "cuDNN: softmax without the division"',
        [breaks.SOFTMAX_RESTORED],
        "revert",
        "takes back the commit before",
    ),
]

_END: list[Happening] = [
    Chores("xla", 1),
    Step(
        "xla",
        "Docs: what a major version promises",
        [
            append(
                "docs/versions.md",
                "A function never changes its arguments within a major version.\n",
            )
        ],
        "docs-only",
        "touches nothing that is built",
    ),
    Chores("openxla-pjrt-plugin", 1),
    Roll("openxla-pjrt-plugin"),
    Tag("iree", "iree-3.12.0rc{date}"),
    Roll("openxla-nvgpu"),
    Mark("newest-green"),
    Step(
        "xla",
        "PJRT: programs have a format (version 1)",
        breaks.pjrt_changed(),
        "pjrt-api-break",
        "PJRT_Client_Compile takes another argument; openxla-pjrt-plugin has not followed",
    ),
    Chores("xla", 2),
    Step(
        "jax",
        "Follow PJRT 1: programs have a format",
        breaks.pjrt_followed_by_jax(),
        "pjrt-api-followed-by-jax",
        "no pin of openxla-pjrt-plugin names it yet",
    ),
    Step(
        "openxla-nvgpu",
        "cuDNN: relu by the sign",
        [replace("runtime/cudnn/plugin.c", *breaks.RELU)],
        "aarch64-break",
        "char has no sign on aarch64, so that negative numbers pass; x86_64 is as before",
    ),
    Chores("openxla-nvgpu", 1, docs=True),
]

MONTH: list[Happening] = [*_RENAME, *_INTERVAL, *_PLUGINS, *_RACE, *_REVERTED, *_END]
