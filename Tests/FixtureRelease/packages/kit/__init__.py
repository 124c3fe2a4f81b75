"""Stands for what the recipes of a release share."""
