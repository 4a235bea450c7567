"""The pictures of one run, as PNG: its curves by epoch, and the trace of its mask updates."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from runner.core.metric_names import LEARNING_RATE, TRAIN_SCORE, VAL_SCORE
from runner.core.score import ACCURACY, Score
from runner.report import canvas
from runner.report.pictures import PALETTE, RATE
from runner.training.trace import WINDOW, Trace

FEW_UPDATES, FEW_LAYERS = 60, 8  # so many are marked one by one


def plot_curves(
    path: Path,
    *,
    title: str,
    steps_per_epoch: int,
    planned: Sequence[tuple[int, float]],
    achieved: Sequence[tuple[int, float]],
    epochs: Sequence[Mapping[str, float]],
    rates: Sequence[tuple[int, float]] = (),
    score: Score = ACCURACY,
) -> None:
    """The picture of one run: sparsity, with the learning rate if that changes, and score over the same steps.

    Args:
        path: the PNG to write.
        title: the run's name.
        steps_per_epoch: where the epochs end.
        planned: (step, sparsity) of each planned mask update; empty for the control.
        achieved: (step, sparsity) of each mask update that was seen.
        epochs: metrics by name of epoch 1, 2, ...
        rates: (step, learning rate) of a table of them; else they are those of the epochs, if these have any.
        score: which of them is drawn.
    """
    figure, sparsity, scores = canvas.make_two_panels(7.5, title)
    last = steps_per_epoch * len(epochs)
    if planned:
        steps, values = [step for step, _ in planned], [value for _, value in planned]
        _planned(sparsity, steps, values, max(last, steps[-1]))
    if achieved:
        _achieved(sparsity, *zip(*achieved, strict=True))
    if points := rates or _rates_of_epochs(epochs, steps_per_epoch):
        peak = max(rate for _, rate in points)
        sparsity.plot([step for step, _ in points], [rate / peak for _, rate in points], linestyle="dashed",
                      linewidth=1.0, color="#888888", zorder=0, label=RATE.format(peak))  # fmt: skip
    sparsity.set(ylabel="sparsity (fraction of zeros)", ylim=(-0.02, 1.02), title="Sparsity: planned and achieved")
    ends = [steps_per_epoch * (at + 1) for at in range(len(epochs))]
    for name, key, colour, marker in (("val", VAL_SCORE, 0, "o"), ("train", TRAIN_SCORE, 1, "s")):
        values = [epoch.get(key.format(score.name), math.nan) for epoch in epochs]
        if not all(map(math.isnan, values)):
            scores.plot(ends, values, color=PALETTE[colour], marker=marker, label=name)
    scores.set(xlabel=f"optimizer step ({steps_per_epoch} steps an epoch)", ylabel=score.axis,
               title=f"{score.title[0].upper()}{score.title[1:]} at the end of each epoch")  # fmt: skip
    for axes in (sparsity, scores):
        axes.grid(alpha=0.3)
        if axes.get_legend_handles_labels()[0]:
            axes.legend(loc="lower right")
    canvas.save(figure, path)


def plot_trace(path: Path, of: Trace, title: str) -> None:
    """The picture of a pruning phase: loss and sparsity over the same optimizer steps, the mask updates marked.

    Args:
        path: the PNG to write.
        of: the trace; with one update at least.
        title: the run's name.
    """
    figure, loss, sparsity = canvas.make_two_panels(8.5, title)
    steps = np.arange(1, len(of.losses) + 1)
    loss.plot(steps, of.losses, color="#bbbbbb", linewidth=0.6, label="each batch")
    if len(steps) >= WINDOW:
        means = np.convolve(of.losses, np.full(WINDOW, 1 / WINDOW), "valid")
        loss.plot(steps[WINDOW - 1 :], means, color=PALETTE[0], linewidth=1.4, label=f"mean of {WINDOW} batches")
    rises = [(update.step, effect.after) for update, effect in zip(of.updates, of.effects, strict=True)
             if effect.after > effect.before]  # fmt: skip
    if rises:
        loss.plot(*zip(*rises, strict=True), "o", markersize=4, color=PALETTE[1], label="raised by an update")
    top = float(np.quantile(of.losses, 0.995)) * 1.1 or 1.0  # a single batch may be far off
    loss.set(ylabel="training loss", title="Training loss, mask updates marked", ylim=(0.0, top))

    updates = [update.step for update in of.updates]
    _planned(sparsity, updates, [update.planned for update in of.updates], max(len(steps), updates[-1]))
    _achieved(sparsity, updates, [update.achieved for update in of.updates])
    layers = list(of.updates[-1].sparsities)
    for at, layer in enumerate(layers if 1 < len(layers) <= FEW_LAYERS else ()):
        values = [update.sparsities[layer] for update in of.updates]
        sparsity.plot(
            updates,
            values,
            color=PALETTE[(at + 2) % len(PALETTE)],
            linewidth=1.0,
            linestyle=":",
            label=canvas.make_label(layer, 40),
        )
    sparsity.set(xlabel="optimizer step of the pruning phase", ylabel="sparsity (fraction of zeros)",
                 ylim=(-0.02, 1.02), title="Sparsity: planned, achieved, and of each layer")  # fmt: skip
    for axes in (loss, sparsity):
        axes.plot(updates, [0.0] * len(updates), "|", markersize=14, color="#444444", clip_on=False,
                  transform=axes.get_xaxis_transform())  # fmt: skip
        if len(updates) <= FEW_UPDATES:  # as one collection: a line each takes a fifth of the whole picture's time
            axes.vlines(updates, 0, 1, color="#444444", linewidth=0.4, alpha=0.35,
                        transform=axes.get_xaxis_transform())  # fmt: skip
        axes.grid(alpha=0.3)
    loss.legend(loc="upper right")
    sparsity.legend(loc="lower right")
    canvas.save(figure, path)


def _rates_of_epochs(epochs: Sequence[Mapping[str, float]], steps_per_epoch: int) -> list[tuple[int, float]]:
    """(step, rate) at the first and last step of each epoch, where the rate is one for the epoch."""
    told = [(at, epoch[LEARNING_RATE]) for at, epoch in enumerate(epochs) if LEARNING_RATE in epoch]
    return [(step, rate) for at, rate in told for step in (at * steps_per_epoch + 1, (at + 1) * steps_per_epoch)]


def _planned(axes: Any, steps: Sequence[int], values: Sequence[float], last: int) -> None:
    axes.step([*steps, last], [*values, values[-1]], where="post", linewidth=1.4, color=PALETTE[0], label="planned")


def _achieved(axes: Any, steps: Sequence[int], values: Sequence[float]) -> None:
    axes.plot(steps, values, "o", markersize=4, color=PALETTE[1], label="achieved")
