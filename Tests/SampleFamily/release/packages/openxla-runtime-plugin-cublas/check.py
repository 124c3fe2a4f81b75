"""Compiles programs that call cublas, and runs them with the installed library."""

from family.checking import main
from family.using import compile_and_run

main({}, command=compile_and_run)
