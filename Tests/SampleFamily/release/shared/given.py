"""What a step was given: `inputs.json`, the target, the folders."""

import json
import os
from pathlib import Path
from typing import Any

from family.verdict import Unjudged

RECIPE = Path(__file__).parent.parent
IN, NEEDS, BUILT, OUT, SCRATCH = (
    Path("/in"),
    Path("/needs"),
    Path("/built"),
    Path("/out"),
    Path("/scratch"),
)
PACKAGE: dict[str, Any] = json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))
TARGET = os.environ.get("ROLLER_TARGET", "linux-x86_64")
ARCHITECTURE = TARGET.removeprefix("linux-")
EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))


def inputs() -> dict[str, Any]:
    """The step's inputs: of a check in a folder of their own, beside what it judges."""
    for place in (Path("/inputs/inputs.json"), IN / "inputs.json"):
        if place.is_file():
            return dict(json.loads(place.read_text(encoding="utf-8")))
    raise Unjudged("inputs.json is missing")


def source(component: str) -> str:
    """Where the sources of a component are."""
    return str(inputs()["sources"][component]["path"])


def need(package: str, name: str) -> Path:
    """A file that a needed package made."""
    path = NEEDS / package / name
    if not path.is_file():
        raise Unjudged(f"{path} is missing")
    return path


def facts(**others: Any) -> dict[str, Any]:
    """The beginning of every `result.json`."""
    return {"schema": 1, "package": PACKAGE["name"], "target": TARGET, **others}
