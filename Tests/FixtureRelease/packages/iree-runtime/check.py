"""Stands for the check of iree-runtime; no test runs it."""
