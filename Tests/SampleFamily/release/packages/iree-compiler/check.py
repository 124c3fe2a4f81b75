"""Asks the installed compiler what it carries, and compiles for every target back-end."""

from family.checking import main
from family.using import compile_only, listed_plugins, listed_targets

main({"plugins": listed_plugins, "targets": listed_targets}, compile=compile_only)
