"""Which third-party wheels a package is judged with: the locks of its folder, by what the pins
admit.

    third-party/TARGET.lock              the newest of everything
    third-party/TARGET-numpy-1.lock      for jaxlibs that were built for numpy 1 and do not say so
"""

from pathlib import Path

from packaging.version import Version

from kit import locks, own_wheel
from kit.inputs import Inputs
from kit.verdict import Unjudged

# https://docs.jax.dev/en/latest/changelog.html: the first jaxlib that works with numpy 2.
_FIRST_FOR_NUMPY_2 = Version("0.4.30")


def read(recipe: Path, given: Inputs) -> locks.Pins:
    """The third-party wheels of one release, without those that are pins."""
    path = lock(recipe, given)
    try:
        return locks.third_party(path)
    except (OSError, ValueError) as error:
        raise Unjudged(f"{path.name}: {error}") from error


def lock(recipe: Path, given: Inputs) -> Path:
    """The lock that the pinned jaxlib asks for."""
    jaxlib = given.wheels.get("jaxlib")
    old = jaxlib is not None and Version(own_wheel.version(jaxlib)) < _FIRST_FOR_NUMPY_2
    return recipe / "third-party" / f"{given.target}{'-numpy-1' if old else ''}.lock"
