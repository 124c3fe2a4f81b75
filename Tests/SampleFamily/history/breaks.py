"""The edits of the events."""

from growing.edits import Edit, grow, move, rename, replace, write

CLIENT = "iree/integrations/pjrt/client.c"
_OLD, _NEW = "ireeCompilerInvokePipeline", "ireeCompilerInvocationPipeline"
_EXECUTOR = "runtime/src/executor.c"
_CUDNN = "runtime/cudnn/plugin.c"
_PJRT = "xla/pjrt/c/pjrt_c_api.h"


def api_renamed() -> list[Edit]:
    """iree's side of the rename."""
    return rename(
        _OLD,
        _NEW,
        "compiler/include/iree/compiler/embedding_api.h",
        "compiler/src/api.c",
        "compiler/tools/iree_compile_main.c",
    )


def api_rename_followed() -> list[Edit]:
    """openxla-pjrt-plugin's side of the rename."""
    return rename(_OLD, _NEW, CLIENT, "iree/integrations/pjrt/libraries.h")


def bytecode(part: str, old: int, new: int) -> Edit:
    """The bytecode version of the compiler or the runtime."""
    name = "IREE_VM_BYTECODE_VERSION"
    return replace(f"{part}/src/bytecode_format.h", f"{name} {old}", f"{name} {new}")


def plugin_variable_renamed() -> list[Edit]:
    """As upstream did: a new variable, a new file name, and no error when the file is missing."""
    path = "build_tools/iree_plugins.cmake"
    return [
        replace(path, "IREE_COMPILER_PLUGIN_PATHS", "IREE_CMAKE_PLUGIN_PATHS"),
        replace(path, "iree_compiler_plugin_group.cmake", "iree_compiler_plugin.cmake"),
        replace(path, '      message(SEND_ERROR "Compiler plugin file not found: ${_file}")\n', ""),
        replace("CMakeLists.txt", "IREE_COMPILER_PLUGIN_PATHS", "IREE_CMAKE_PLUGIN_PATHS"),
        replace("CMakeLists.txt", "iree_compiler_plugin_group", "iree_compiler_plugin"),
    ]


def plugin_variable_followed() -> list[Edit]:
    """The new file; the old one includes it."""
    old, new = "compiler/iree_compiler_plugin_group.cmake", "compiler/iree_compiler_plugin.cmake"
    return [
        move(old, new),
        replace(new, "IREE_COMPILER_PLUGIN_PATHS", "IREE_CMAKE_PLUGIN_PATHS"),
        write(
            old,
            "# For iree before IREE_CMAKE_PLUGIN_PATHS.\n"
            "include(${CMAKE_CURRENT_LIST_DIR}/iree_compiler_plugin.cmake)\n",
        ),
    ]


def race() -> list[Edit]:
    """Goes on without the thread; its slice must then outlive the function."""
    return [
        replace(_EXECUTOR, "#include <pthread.h>\n", "#include <pthread.h>\n#include <stdlib.h>\n"),
        replace(_EXECUTOR, "  return NULL;\n", "  free(slice);\n  return NULL;\n"),
        replace(
            _EXECUTOR,
            "  slice_t upper = {instruction, values, length / 2, length};\n",
            "  slice_t* upper = malloc(sizeof(*upper));\n"
            "  *upper = (slice_t){instruction, values, length / 2, length};\n",
        ),
        replace(_EXECUTOR, "run_slice, &upper)", "run_slice, upper)"),
        replace(_EXECUTOR, "pthread_join(thread, NULL)", "pthread_detach(thread)"),
    ]


def race_ended() -> list[Edit]:
    """Waits again, and keeps the slice where it is."""
    return [replace(_EXECUTOR, "pthread_detach(thread)", "pthread_join(thread, NULL)")]


SOFTMAX_BROKEN = replace(_CUDNN, "result[i] /= sum;", "result[i] -= sum;")
SOFTMAX_RESTORED = replace(_CUDNN, "result[i] -= sum;", "result[i] /= sum;")

RELU = (
    "  for (size_t i = 0; i < length; ++i)"
    " result[i] = operands[0][i] > 0.0f ? operands[0][i] : 0.0f;\n",
    "  for (size_t i = 0; i < length; ++i) {\n"
    "    char sign = operands[0][i] > 0.0f ? 1 : -1;\n"
    "    result[i] = sign > 0 ? operands[0][i] : 0.0f;\n"
    "  }\n",
)


def pjrt_changed() -> list[Edit]:
    """Another argument, and so another major version."""
    return [
        grow(_PJRT, "PJRT_API_MAJOR ", 1),
        replace(
            _PJRT,
            "(*PJRT_Client_Compile)(PJRT_Client* client, const char* program,\n",
            "(*PJRT_Client_Compile)(PJRT_Client* client, const char* program,\n"
            "                                     const char* format,\n",
        ),
    ]


def pjrt_followed_by_jax() -> list[Edit]:
    """jax gives the format too."""
    path = "jax/_src/pjrt.py"
    return [
        replace(path, "MAJOR, MINOR = 0, 30", "MAJOR, MINOR = 1, 30"),
        replace(
            path,
            "ctypes.CFUNCTYPE(_POINTER, _POINTER, ctypes.c_char_p, ctypes.POINTER(_POINTER))",
            "ctypes.CFUNCTYPE(\n                _POINTER, _POINTER, ctypes.c_char_p, "
            "ctypes.c_char_p, ctypes.POINTER(_POINTER)\n            )",
        ),
        replace(path, "program.encode(), ctypes", 'program.encode(), b"sample", ctypes'),
    ]
