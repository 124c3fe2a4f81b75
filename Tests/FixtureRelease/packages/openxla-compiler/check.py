"""Stands for the check of openxla-compiler; no test runs it."""
