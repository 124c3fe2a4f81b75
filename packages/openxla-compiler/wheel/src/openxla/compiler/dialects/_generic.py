"""Builders for the dialects that the compiler knows but has no generated Python for.

    from openxla.compiler.dialects import stablehlo
    total = stablehlo.add(a, b)                                   # result types inferred
    same = stablehlo.convert(a, results=[t], attributes={…})      # result types given

A builder's name is the operation's name without the dialect; dots become underscores.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from .. import ir


class Dialect:
    """The operations of one dialect, looked up by name."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _context(self) -> ir.Context:
        return ir.Context()

    def builder(self, name: str) -> Callable[..., Any]:
        """The builder of an operation; raises `AttributeError` for what the dialect does not
        have."""
        if name.startswith("__"):
            raise AttributeError(name)
        operation = self._operation(name)

        def build(
            *operands: ir.Value,
            results: Sequence[ir.Type] | None = None,
            attributes: dict[str, ir.Attribute] | None = None,
            regions: int = 0,
            loc: ir.Location | None = None,
            ip: ir.InsertionPoint | None = None,
        ) -> Any:
            made = ir.Operation.create(
                operation,
                results=results,
                operands=list(operands),
                attributes=attributes,
                regions=regions,
                loc=loc,
                ip=ip,
                infer_type=results is None,
            )
            return made.result if len(made.results) == 1 and not regions else made

        build.__name__, build.__doc__ = name, f"Builds `{operation}`."
        return build

    def _operation(self, name: str) -> str:
        """The registered name: `aten_add_Tensor` may be `aten.add.Tensor`."""
        for spelt in (name, name.replace("_", ".")):
            if self._context.is_registered_operation(f"{self.name}.{spelt}"):
                return f"{self.name}.{spelt}"
        raise AttributeError(f"the dialect {self.name!r} has no operation {name!r}")
