"""Stands for the check of iree-compiler; no test runs it."""
