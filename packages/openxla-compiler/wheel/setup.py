"""All that pyproject.toml cannot say: the wheel has native code for one Python, and every file
below `src` belongs to it."""

import os

from setuptools import Distribution, setup


class Native(Distribution):
    """A distribution whose native code was built before."""

    def has_ext_modules(self) -> bool:
        return True


def packages() -> list[str]:
    """Every folder below `openxla`; `openxla` itself is a name space of many distributions (PEP
    420)."""
    return sorted(
        os.path.relpath(folder, "src").replace(os.sep, ".")
        for folder, _, files in os.walk("src/openxla")
        if files and "__pycache__" not in folder
    )


setup(
    distclass=Native,
    packages=packages(),
    package_dir={"": "src"},
    package_data={"": ["*"]},
    include_package_data=False,
    zip_safe=False,
)
