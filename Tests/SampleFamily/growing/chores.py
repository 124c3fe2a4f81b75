"""The small commits between those that matter."""

from growing.edits import Edit, append, grow

_NUMBERS: dict[str, tuple[tuple[str, str, str, int], ...]] = {
    "iree": (
        ("compiler/src/program.h", "IREE_MAX_OPS ", "Room for more operations", 8),
        ("runtime/src/custom_calls.c", "MAX_PLUGINS ", "Room for more runtime plugins", 1),
        ("compiler/tools/iree_compile_main.c", "calloc(1, ", "Read one byte more at least", 1),
    ),
    "openxla-nvgpu": (
        ("runtime/triton-jit/plugin.c", "MAX_TERMS ", "Kernels of more terms", 1),
        ("runtime/triton-jit/plugin.c", "MAX_POWER ", "Kernels of greater powers", 1),
    ),
    "openxla-pjrt-plugin": (
        ("iree/integrations/pjrt/client.c", "char message[", "Longer messages", 8),
        ("partitioner/api.c", "strlen(program) + ", "A little more room for the result", 32),
    ),
    "xla": (
        ("xla/service/spmd/spmd_partitioner.c", "MAX_VALUES ", "Programs of more values", 16),
        ("xla/service/spmd/spmd_partitioner.c", "char renamed[", "Wider numbers", 1),
    ),
    "jax": (("jax/version.py", '"0.4.', "Next release", 1),),
}
_NOTES = (
    "how to read a crash report",
    "which devices are tried every night",
    "where the names come from",
    "what changed for users",
    "how to write a good test",
)


def chore(component: str, number: int, docs: bool) -> tuple[str, list[Edit]]:
    """The `number`th small commit of a component; every third is of its documentation."""
    note = _NOTES[number % len(_NOTES)]
    if docs or number % 3 == 0:
        return f"Docs: {note}", [append("docs/notes.md", f"- {number}: {note}\n")]
    if number % 3 == 1:
        return f"Tests: case {number}", [
            append(f"tests/case_{number}.txt", f"func @case{number} 1\n")
        ]
    numbers = _NUMBERS[component]
    path, name, subject, by = numbers[number // 3 % len(numbers)]
    return subject, [grow(path, name, by)]
