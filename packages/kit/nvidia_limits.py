"""Whether a pinned library of NVIDIA is one that the pinned CUDA plugin admits."""

from collections.abc import Callable

from packaging.requirements import Requirement

from kit import own_wheel
from kit.inputs import Inputs
from kit.verdict import Red


def within(component: str, plugin: str) -> Callable[[Inputs], str]:
    """The plugin states its limits as requirements of an extra, which pip asks only those who name
    it."""

    def agreement(given: Inputs) -> str:
        wheel = given.wheels[component]
        name, version = own_wheel.name(wheel), own_wheel.version(wheel)
        told = own_wheel.metadata(given.wheels[plugin])
        stated = [Requirement(it) for it in told.get_all("Requires-Dist") or []]
        who = f"{told['Name']} {told['Version']}"
        limits = [it.specifier for it in stated if it.name == name]
        if not limits:
            raise Red(f"{who} states no limits of {name}")
        for limit in limits:
            if version not in limit:
                raise Red(
                    f"{name} {version} is not {limit}, as {told['Name']} {told['Version']} wants"
                )
        return f"{name} {version} is {limits[0]}, as {told['Name']} {told['Version']} wants"

    return agreement
