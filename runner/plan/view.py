"""What a plan looks like on the terminal: one arm in full, or the arms of a sweep one a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from runner.console.screen import make_console, style_text, style_warning
from runner.core import names
from runner.core.records import Sensitivity
from runner.run.terminal import make_layer_table
from runner.sweep.outline import Outline, list_warnings

if TYPE_CHECKING:
    from rich.console import Console

    from runner.schedules.plan import Plan


def show(outlines: Sequence[Outline], *, several: bool) -> None:
    """Show one outline in full, or several as a table; refused ones are named by their error elsewhere."""
    if several:
        _show_arms(outlines)
    elif outlines[0].plan is not None:
        _show_plan(outlines[0], outlines[0].plan)


def show_sensitivity(scan: Sensitivity) -> None:
    """Show the score on val by layer and level."""
    from rich.table import Table

    title = f"{scan.score.title[0].upper()}{scan.score.title[1:]} on val when one layer alone is pruned"
    table = Table("layer", title=title, title_justify="left")
    for level in scan.levels:
        table.add_column(f"{level:.0%}", justify="right")
    for layer, scores in scan.scores.items():
        table.add_row(layer, *(f"{each:.4f}" for each in scores))
    make_console().print(table)


def _tell_data(outlines: Sequence[Outline]) -> Iterator[str]:
    """What the arms are trained for, and how their data are read and split, each once."""
    for told in dict.fromkeys(outline.task for outline in outlines if outline.task):
        yield f"task: {told}"
    for told in dict.fromkeys(each for outline in outlines for each in outline.trainings):
        yield f"training: {told}"
    for each in dict.fromkeys(outline.data for outline in outlines if outline.data):
        yield f"data: {'; '.join(each)}"


def _show_plan(outline: Outline, plan: Plan) -> None:
    from rich.table import Table

    from runner.schedules.plan import draw_curve

    screen = make_console()
    shown = {key: value for key, value in outline.parameters.items() if key not in ("name", "_target_")}
    values = ", ".join(f"{key}={names.shorten(str(value))}" for key, value in shown.items())
    screen.print(style_text((outline.name, "bold"), f": {values}"), soft_wrap=True)
    table = Table("update", "step", "epoch", "sparsity")
    for number, update in enumerate(plan.updates, start=1):
        table.add_row(str(number), str(update.step), str(update.epoch), f"{update.sparsity:.4f}")
    screen.print(table)
    for line in draw_curve(plan):
        screen.print(line, soft_wrap=True)
    _show_rates(outline, screen)
    if not outline.config.dense:
        screen.print(make_layer_table(outline.layers))
    for line in _tell_data([outline]):
        screen.print(style_text(line), soft_wrap=True)
    count = len(plan.updates)
    screen.print(
        f"{count} {'update' if count == 1 else 'updates'} in {plan.steps} steps, reaching {plan.reached:.4f}; "
        f"mean sparsity over training {plan.mean:.4f};\n"
        f"{plan.recovery} steps to recover after the sparsity last changes"
    )
    for each in plan.warnings:
        screen.print(style_warning(each))


def _show_rates(outline: Outline, screen: Console) -> None:
    """The learning rate under the sparsity, unless it is constant."""
    rates, name = outline.rates, outline.config.train.decay["name"]
    if rates is None or (rates.table is None and rates.plateau is None):
        return
    if rates.plateau is not None:
        rule = rates.plateau
        screen.print(
            f"learning rate: {rates.base:g}, times {rule.factor:g} after {rule.patience} epochs without a better "
            f"{rule.monitor} on val"
        )
        return
    screen.print(f"learning rate: {name}, from {rates.at(1):.3g} to {rates.points[-1][1]:.3g}")
    for line in rates.draw_curve():
        screen.print(line, soft_wrap=True)


def _show_arms(outlines: Sequence[Outline]) -> None:
    from rich.table import Table

    from runner.schedules.plan import draw_spark

    screen = make_console()
    table = Table("arm", title="What each arm will do", title_justify="left")
    table.add_column("sparsity by step", no_wrap=True)
    for column in ("updates", "first", "last", "reaches", "mean", "recovery"):
        table.add_column(column, justify="right", no_wrap=True)
    for each in outlines:
        label = each.label(outlines)
        if each.plan is None:
            table.add_row(label, style_text(("refused", "red")))
            continue
        plan = each.plan
        ends = (str(plan.updates[0].step), str(plan.updates[-1].step)) if plan.updates else ("", "")
        row = (str(len(plan.updates)), *ends, f"{plan.reached:.4f}", f"{plan.mean:.4f}", str(plan.recovery))
        table.add_row(label, draw_spark(plan), *row)
    screen.print(table)
    for line in _tell_data(outlines):
        screen.print(style_text(line), soft_wrap=True)
    for text in list_warnings(outlines):
        screen.print(style_warning(text))
