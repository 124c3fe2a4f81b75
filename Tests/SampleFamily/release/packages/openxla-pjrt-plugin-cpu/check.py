"""Drives the installed plugin from jax, in the target's Python."""

from family.checking import main
from family.jax_client import run

main({}, python=run)
