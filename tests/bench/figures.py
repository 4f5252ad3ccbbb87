"""What parts measure, and how it is shown: one column or, of two builds, both and their ratio."""

import dataclasses
import math
import statistics
from collections.abc import Callable

LOWER, HIGHER = "lower", "higher"


def percentile(percent):
    """A summary: the value that so many of a hundred do not exceed."""

    def summarize(values):
        return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]

    return summarize


@dataclasses.dataclass(frozen=True)
class Aim:
    """A bound of a figure or, `of_before`, of its ratio to the other build's. `point`: where it stands in the table of
    what is asked of this build."""

    bound: float
    of_before: bool = False
    point: int | None = None


@dataclasses.dataclass(frozen=True)
class Measurement:
    """A value, or several, of a figure. What is measured in several turns is summed up when all is there.

    A value that is not a number is none, as where a build refuses what it is asked. `better` is LOWER, HIGHER or, for
    what tells of no build, None."""

    name: str
    value: float | list[float]
    unit: str
    better: str | None
    aim: Aim | None = None
    summary: Callable = statistics.median


@dataclasses.dataclass(frozen=True)
class Section:
    """A heading, before the figures below it. `size`: what sections of the same figures differ by, for a table of how
    each grows."""

    title: str
    size: int | None = None


def show(value, unit):
    """A number as people read it: three digits, or all that stand before the point."""
    if value is None:
        return "-"
    if abs(value) >= 100 or unit in ("", "B", "/s") and value == int(value):
        return f"{value:,.0f} {unit}".strip()
    return f"{value:,.{1 if abs(value) >= 10 else 2}f} {unit}".strip()


def divide(value, other):
    """The ratio, if there is one."""
    return value / other if value is not None and other else None


class Figure:
    """What all builds have of one measurement."""

    def __init__(self, section, sample):
        self.section, self.sample = section, sample
        self.values = {}

    def add(self, build, sample):
        values = sample.value if isinstance(sample.value, list) else [sample.value]
        self.values.setdefault(build.name, []).extend(values)

    def of(self, build):
        """None where it could not be measured."""
        values = [value for value in self.values.get(build.name, []) if not math.isnan(value)]
        return self.sample.summary(values) if values else None

    def ratio(self, builds):
        """Now to before."""
        return divide(self.of(builds[1]), self.of(builds[0])) if len(builds) == 2 and self.sample.better else None

    def show_ratio(self, builds):
        ratio = self.ratio(builds)
        return "-" if ratio is None else f"{ratio:,.2f}"

    def describe_aim(self):
        aim, bound = self.sample.aim, "at most" if self.sample.better == LOWER else "at least"
        return f"{bound} {aim.bound:g} of before" if aim.of_before else f"{bound} {show(aim.bound, self.sample.unit)}"

    def is_reached(self, builds):
        """None where it cannot be told."""
        aim = self.sample.aim
        value = self.ratio(builds) if aim.of_before else self.of(builds[-1])
        if value is None:
            return None
        return value <= aim.bound if self.sample.better == LOWER else value >= aim.bound


class Report:
    """The figures of a run. Those of a section are printed when the next one begins."""

    def __init__(self, builds):
        self.builds = builds
        self.section, self.figures = None, {}  # those of the section, by name
        self.sizes = {}  # of the part: the figures of each section that has a size
        self.all = []

    def begin(self, section):
        self.print_section()
        self.section, self.figures = section, {}
        if section.size is not None:
            self.sizes[section.size] = self.figures
        columns = "".join(f"{build.name:>14}" for build in self.builds) + f"{'ratio':>8}  better"
        columns = columns if len(self.builds) > 1 else ""
        print(f"{section.title:<58}{columns}".rstrip(), flush=True)

    def add(self, build, measurements):
        for sample in measurements:
            if sample.name not in self.figures:
                self.figures[sample.name] = Figure(self.section.title, sample)
                self.all.append(self.figures[sample.name])
            self.figures[sample.name].add(build, sample)

    def print_section(self):
        for figure in self.figures.values():
            self.print_row(figure)
        self.figures = {}

    def print_row(self, figure):
        sample = figure.sample
        row = f"  {sample.name:<56}" + "".join(f"{show(figure.of(build), sample.unit):>14}" for build in self.builds)
        if len(self.builds) > 1:
            row += f"{figure.show_ratio(self.builds):>8}  {sample.better or '':<6}"
        if sample.aim and (len(self.builds) > 1 or not sample.aim.of_before):
            row += f"  {figure.describe_aim()}"
        print(row.rstrip(), flush=True)

    def end_part(self):
        """Prints what is left, and how figures grow with the size."""
        self.print_section()
        if len(self.sizes) > 1:
            for build in self.builds:
                print_growth(build, self.sizes)
        self.sizes = {}

    def print_points(self):
        """The table of what is asked of this build, for RESULTS.md."""
        figures = [figure for figure in self.all if figure.sample.aim and figure.sample.aim.point]
        if len(self.builds) < 2 or not figures:
            return
        print("=== against the build before\n")
        print("| Point | What | Target | Before | Now | Ratio | Reached |\n|---|---|---|---:|---:|---:|---|")
        for figure in sorted(figures, key=lambda one: one.sample.aim.point):
            cells = [
                str(figure.sample.aim.point), f"{figure.section}: {figure.sample.name.strip()}", figure.describe_aim(),
                *(show(figure.of(build), figure.sample.unit) for build in self.builds), figure.show_ratio(self.builds),
                {True: "yes", False: "no", None: "-"}[figure.is_reached(self.builds)],
            ]
            print(f"| {' | '.join(cells)} |", flush=True)


def print_growth(build, sizes):
    """A table for RESULTS.md: a row for each figure, a column for each size, and the last beside the first."""
    print(f"\n| {build.name} | {' | '.join(f'{size:,}' for size in sizes)} | last : first |\n|---|{'---:|' * (len(sizes) + 1)}")
    for name, figure in next(iter(sizes.values())).items():
        values = [figures[name].of(build) if name in figures else None for figures in sizes.values()]
        cells = [show(value, figure.sample.unit) for value in values]
        print(f"| {name.strip()} | {' | '.join(cells)} | {show(divide(values[-1], values[0]), 'x')} |", flush=True)
