"""What needs none of NVIDIA's libraries."""

import unittest
from pathlib import Path

from kit.tests.nvidia_plugin import tests_of

Libraries = tests_of(Path(__file__).parent.parent, "cublas")


if __name__ == "__main__":
    unittest.main()
