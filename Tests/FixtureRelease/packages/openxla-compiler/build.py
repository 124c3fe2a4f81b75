"""Stands for the build of openxla-compiler; no test runs it."""
