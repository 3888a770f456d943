"""Figures to a table for people and to JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median, quantiles
from typing import NamedTuple

from tests.benchmarks.importing import Imports


class Line(NamedTuple):
    """One comparison's outcome. Figures are medians, in the unit; a spread is from quartile to quartile.

    Attributes:
        group, name: what was measured; `base` by what.
        figure, spread: of what was measured.
        base_figure: of what it is measured by.
        ratio: of the two medians; `ratio_spread` that of the ratios of the single rounds.
        cpu_ratio: the same of processor time, which a busy machine disturbs less; None where there is none.
        limit: the most that the ratio may be; None where it is only told.
    """

    group: str
    name: str
    base: str
    unit: str
    figure: float
    spread: tuple[float, float]
    base_figure: float
    ratio: float
    ratio_spread: tuple[float, float]
    cpu_ratio: float | None
    limit: float | None
    runs: int

    @property
    def verdict(self) -> str:
        """Whether the limit is kept; "" where there is none."""
        if self.limit is None:
            return ""
        return "ok" if self.ratio <= self.limit else "OVER"


def compare(
    names: tuple[str, str, str],
    figures: Sequence[float],
    base: Sequence[float],
    *,
    cpu: tuple[Sequence[float], Sequence[float]] | None = None,
    limit: float | None = None,
    unit: str = "s",
) -> Line:
    """The line of one thing and what it is measured by, both measured in the same rounds.

    `names` are those of the group, of the thing and of what it is measured by.
    """
    group, name, base_name = names
    return Line(
        group=group,
        name=name,
        base=base_name,
        unit=unit,
        figure=median(figures),
        spread=_quartiles(figures),
        base_figure=median(base),
        ratio=median(figures) / median(base),
        ratio_spread=_quartiles([one / other for one, other in zip(figures, base, strict=True)]),
        cpu_ratio=median(cpu[0]) / median(cpu[1]) if cpu else None,
        limit=limit,
        runs=len(figures),
    )


def _quartiles(values: Sequence[float]) -> tuple[float, float]:
    if len(values) < 2:
        return values[0], values[0]
    first, _, third = quantiles(values, n=4, method="inclusive")
    return first, third


def table(lines: Iterable[Line]) -> str:
    """The lines for people."""
    head = (
        "",
        "measured",
        "against",
        "median",
        "quartiles",
        "its median",
        "ratio",
        "quartiles",
        "cpu ratio",
        "limit",
        "",
    )
    rows: list[Sequence[str]] = [head]
    group = ""
    for line in lines:
        scale, digits = (1000, 1) if line.unit == "s" else (1, 1)
        unit = "ms" if line.unit == "s" else line.unit
        low, high = (f"{each * scale:.{digits}f}" for each in line.spread)
        rows.append(
            (
                "" if line.group == group else line.group,
                line.name,
                line.base,
                f"{line.figure * scale:.{digits}f} {unit}",
                f"{low}-{high}",
                f"{line.base_figure * scale:.{digits}f}",
                f"{line.ratio:.2f}",
                "{:.2f}-{:.2f}".format(*line.ratio_spread),
                "" if line.cpu_ratio is None else f"{line.cpu_ratio:.2f}",
                "" if line.limit is None else f"{line.limit:g}",
                line.verdict,
            )
        )
        group = line.group
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def import_table(profiles: dict[str, Imports], packages: int = 8, modules: int = 8) -> str:
    """The imports of each command line: the total, the costliest packages, the costliest modules."""
    blocks = []
    for name, found in profiles.items():
        blocks.append(f"{name}: {len(found.modules)} modules, {found.total:.0f} ms")
        for kind, times, count in (
            ("packages", found.packages, packages),
            ("modules", found.modules, modules),
        ):
            shown = ", ".join(f"{each} {times[each]:.1f}" for each in list(times)[:count])
            blocks.append(f"  {kind}: {shown}")
    return "\n".join(blocks)
