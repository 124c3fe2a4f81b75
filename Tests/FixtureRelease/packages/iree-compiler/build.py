"""Stands for the build of iree-compiler; no test runs it."""
