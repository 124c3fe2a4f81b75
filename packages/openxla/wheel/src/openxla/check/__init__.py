"""Checks that a user runs: `python -m openxla.check gpu` tries what is installed on this machine's
GPU."""
