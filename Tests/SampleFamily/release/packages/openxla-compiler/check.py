"""Compiles and runs with what is installed, for every target back-end."""

from functools import partial

from family.checking import main
from family.using import compile_and_run

main({}, command=partial(compile_and_run, compiler="openxla/compiler/_libs/iree-compile"))
