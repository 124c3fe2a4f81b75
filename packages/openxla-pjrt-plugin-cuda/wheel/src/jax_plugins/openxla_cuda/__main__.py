"""`python -m jax_plugins.openxla_cuda`: what is installed, and what came of loading it."""

import sys

from . import activate, aot, version


def main() -> int:
    if version.printed_if_asked(
        "python -m jax_plugins.openxla_cuda",
        "Show the runtime plugins, and what came of loading them.",
    ):
        return 0
    made = ", ".join(f"{name} {it['version']}" for name, it in version.MADE_OF.items())
    print(f"openxla-pjrt-plugin-cuda {version.VERSION}, made of {made}")
    print(f"  ahead of time for {', '.join(aot.DEVICES)}")
    for it in activate():
        state = it.version or it.problem or ("installed" if it.is_installed else "not installed")
        print(f"  {it.name}: {state if it.is_chosen else 'not chosen'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
