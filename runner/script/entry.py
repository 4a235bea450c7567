"""``from runner import compare``: the sweep that the command line would make, over what a script has in memory.

A process of its own makes it, so that neither the TensorFlow that the script has loaded nor its settings change a bit.
Whatever the script hands over becomes a file named by its content, and so the same call is the same sweep again.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from runner.comparison.records import CSV_FILE, HTML_FILE, PARQUET_FILE
from runner.console import ending
from runner.core.errors import UserError
from runner.core.file_names import OUTPUTS
from runner.script import data_files, model_files, recipe

if TYPE_CHECKING:
    import pandas as pd

ERROR = "error: "


def compare(
    model: Any,
    data: Any,
    *,
    schedules: Sequence[str] = ("polynomial",),
    target_sparsity: float | Sequence[float] | None = None,
    seeds: Sequence[int] = (0,),
    loss: Any = None,
    optimizer: Any = None,
    learning_rate: float | None = None,
    overrides: Sequence[str] = (),
) -> pd.DataFrame:
    """Compare pruning schedules on a model and data of a script's or a notebook's.

    Args:
        model: a function that returns a ``tf_keras`` model, built anew for each seed; or a trained model, which is
            pruned from its weights. Of a compiled one loss and optimizer are taken, where none are given.
        data: ``(x, y)`` or ``(x, y, weights)``; a mapping of such, with the keys train, val, test; or a function in a
            module that returns such a mapping, also of ``tf.data.Dataset``.
        schedules: their names, as after ``schedule=``.
        target_sparsity: one or several fractions of zeros.
        seeds: one run of each schedule for each.
        loss: as in Keras's ``compile``; it chooses the task.
        optimizer: as in Keras's ``compile``.
        learning_rate: instead of the optimizer's own.
        overrides: anything else, as on the command line.

    Returns:
        One row an arm, as in ``comparison.csv``. Its ``attrs`` have the ``folder`` of the comparison, its ``page``, and
        the ``command`` that does the same.

    Raises:
        UserError: it was refused, in one message; or runs of it failed.
        KeyboardInterrupt: it was interrupted; what is finished is kept, and the same call goes on.
    """
    given = [recipe.check_override(each) for each in overrides]
    handed = data_files.hand_over(data)
    described = model_files.hand_over(model, given)
    if described.compiled is not None:
        loss = described.compiled.loss if loss is None else loss
        optimizer = described.compiled.optimizer if optimizer is None else optimizer
    asked = [*described.overrides, *handed.overrides, *recipe.choose_task(loss, handed.labels)]
    asked += [*recipe.choose_optimizer(optimizer, learning_rate)]
    asked += recipe.list_values("schedule", schedules) + recipe.list_values("seed", seeds)
    if target_sparsity is not None:
        several = target_sparsity if isinstance(target_sparsity, Sequence) else [target_sparsity]
        asked += recipe.list_values("target_sparsity", several)
    named = {recipe.read_key(each) for each in given}
    asked = [each for each in asked if recipe.read_key(each) not in named] + given  # what is said in full goes first
    folder = Path(OUTPUTS, "sweeps", time.strftime("%Y-%m-%d"), f"{time.strftime('%H-%M-%S')}-{time.time_ns() % 10**9}")
    _make_sweep(["-m", *asked, f"hydra.sweep.dir={folder}"])
    return _read_comparison(folder, shlex.join(["python", "-m", "runner", "-m", *asked]))


def _read_comparison(folder: Path, command: str) -> pd.DataFrame:
    import pandas as pd

    file = folder / PARQUET_FILE
    if not file.is_file():
        raise UserError(f"The sweep has ended, and {file} is not there: see what was printed. Call it again.")
    table = pd.read_parquet(file)
    table.attrs = {"folder": str(folder), "page": str(folder / HTML_FILE), "csv": str(folder / CSV_FILE)}
    table.attrs["command"] = command
    return table


def _make_sweep(arguments: Sequence[str]) -> None:
    """Make it to its end in a process of its own, what it prints shown meanwhile.

    Raises:
        UserError, KeyboardInterrupt: as :func:`compare`.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each or str(Path.cwd()) for each in sys.path)}
    environment.pop("MPLBACKEND", None)  # a notebook's own
    on_terminal = sys.stdout is sys.__stdout__  # else a notebook's, which is no file
    process = subprocess.Popen(
        [sys.executable, "-m", "runner.script.child", *arguments],
        env=environment, stdin=subprocess.PIPE, stdout=None if on_terminal else subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True,
    )  # fmt: skip
    errors: list[str] = []
    shown = [_show(process.stderr, sys.stderr, errors)]
    if not on_terminal:
        shown.append(_show(process.stdout, sys.stdout, []))
    try:
        interrupted = _wait(process)
    finally:
        if process.stdin:
            process.stdin.close()
        for thread in shown:
            thread.join()
    if interrupted or process.returncode in (ending.INTERRUPTED, ending.INTERRUPTED + 13):
        raise KeyboardInterrupt("the sweep was interrupted: the same call goes on where it stopped")
    if process.returncode != ending.FINISHED:
        raise UserError("".join(errors).strip().removeprefix(ERROR) or f"The sweep ended with {process.returncode}.")


def _wait(process: subprocess.Popen[str]) -> bool:
    """Wait for its end, and hand each Ctrl-C over; whether there was one."""
    import signal

    interrupted = False
    while True:
        try:
            process.wait()
        except KeyboardInterrupt:
            interrupted = True
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
        else:
            return interrupted


def _show(stream: IO[str] | None, onto: Any, errors: list[str]) -> threading.Thread:
    """Print each line of a stream as it comes; those from the first error on are kept instead."""

    def lines() -> Iterator[str]:
        yield from stream or ()

    def follow() -> None:
        for line in lines():
            if line.startswith(ERROR) or errors:
                errors.append(line)
            else:
                print(line, end="", file=onto, flush=True)

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    return thread
