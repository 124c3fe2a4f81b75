"""Stands for the build of iree-runtime; no test runs it."""
