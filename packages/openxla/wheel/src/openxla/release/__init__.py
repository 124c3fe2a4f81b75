"""The release that is installed here: what of it there is, what it is made of, what is missing.

openxla.release.report()        what `python -m openxla --json` prints
"""

from ._report import report
from .version import VERSION as __version__

__all__ = ["__version__", "report"]
