"""How a check that is a process of its own says what it found."""

import sys
import traceback
from collections.abc import Callable


def tell(check: Callable[[], str]) -> None:
    """Prints the check's words, or what it refuses, as the last line of the output: what libraries
    write to the standard error while the process ends does not bury it."""
    try:
        words = check()
    except Exception as error:
        traceback.print_exc()
        text = " ".join(str(error).split())[:500]
        print(f"{type(error).__name__}: {text}", flush=True)
        sys.exit(1)
    print(words, flush=True)
