"""The runtime plugins: which are installed, which are chosen, and what came of loading them."""

import importlib
import importlib.util
import logging
import os
from dataclasses import dataclass

# In the order of loading: cuDNN's heuristics need cuBLAS.
PLUGINS = ("cublas", "cudnn")
# Has nothing to load: it compiles kernels when it is asked.
_COMPILERS = ("triton_jit",)
CHOICE = "OPENXLA_CUDA_RUNTIME_PLUGINS"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """One runtime plugin."""

    name: str
    is_installed: bool
    is_chosen: bool
    # The library's version when it is loaded.
    version: str = ""
    # Why it is not.
    problem: str = ""


def chosen() -> tuple[str, ...]:
    """`$OPENXLA_CUDA_RUNTIME_PLUGINS`: names with commas, or "none"; all unless it is set."""
    text = os.environ.get(CHOICE, "").strip()
    if not text:
        return PLUGINS
    names = [] if text == "none" else [it.strip() for it in text.split(",")]
    unknown = sorted(set(names) - set(PLUGINS))
    if unknown:
        raise ValueError(f"${CHOICE} names {unknown}, expected some of {list(PLUGINS)}, or none")
    return tuple(it for it in PLUGINS if it in names)


def find() -> list[Found]:
    """What is installed here; nothing is loaded."""
    wanted = chosen()
    every = (*PLUGINS, *_COMPILERS)
    return [Found(it, _is_installed(it), it in wanted or it in _COMPILERS) for it in every]


def activate() -> list[Found]:
    """Loads the chosen ones. One that cannot be loaded is told, and leaves JAX to find another."""
    return [_loaded(it) if it.is_installed and it.is_chosen else it for it in find()]


def _loaded(it: Found) -> Found:
    if it.name in _COMPILERS:
        return it
    try:
        version = ".".join(map(str, importlib.import_module(_module(it.name)).load()))
    except (ImportError, OSError, RuntimeError) as error:
        _log.warning("openxla.runtime.%s is installed, but cannot be used: %s", it.name, error)
        return Found(it.name, True, True, problem=str(error))
    return Found(it.name, True, True, version)


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(_module(name)) is not None
    except ModuleNotFoundError:
        return False


def _module(name: str) -> str:
    return f"openxla.runtime.{name}"
