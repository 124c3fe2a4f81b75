"""A compiler is asked through its C API, and what it cannot answer is no answer."""

import unittest
from collections.abc import Callable
from typing import Any

from kit import plugins


class Function:
    """A C function that ctypes has found."""

    def __init__(self, answer: Callable[..., Any]) -> None:
        self.answer = answer
        self.restype: Any = None

    def __call__(self, *arguments: Any) -> Any:
        return self.answer(*arguments)


class Compiler:
    """A compiler library with two plugins, one of them from openxla-nvgpu."""

    def __init__(self) -> None:
        self.ready = False
        self.ireeCompilerGlobalInitialize = Function(self._initialize)
        self.ireeCompilerGetRevision = Function(lambda: b"3.9.0 @ abc")
        self.ireeCompilerEnumeratePlugins = Function(self._plugins)
        self.ireeCompilerEnumerateRegisteredHALTargetBackends = Function(
            lambda collect, _: collect(b"vmvx", None)
        )

    def _initialize(self) -> None:
        self.ready = True

    def _plugins(self, collect: Callable[[bytes, None], None], _: None) -> None:
        assert self.ready, "asked before it was initialized"
        for name in (b"openxla-cudnn", b"input_stablehlo"):
            collect(name, None)


class Asking(unittest.TestCase):
    def test_every_plugin_that_it_names_is_told_in_order(self) -> None:
        told = plugins.ask(Compiler())
        self.assertEqual(told["plugins"], ["input_stablehlo", "openxla-cudnn"])
        self.assertEqual((told["revision"], told["backends"]), ("3.9.0 @ abc", ["vmvx"]))

    def test_a_library_that_cannot_be_asked_is_an_error_and_no_empty_answer(self) -> None:
        library = Compiler()
        del library.ireeCompilerEnumeratePlugins
        with self.assertRaises(AttributeError):
            plugins.ask(library)
