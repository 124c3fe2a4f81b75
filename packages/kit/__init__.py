"""What recipes share: verdicts, inputs, tools, installations and the plan of checks.

A package takes it with `"library": "kit"`; it lies in `/library/kit`, and counts in the package's
digest.
"""
