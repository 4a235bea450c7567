"""What a comparison is told: how much accuracy a schedule may lose and still count as lossless."""

from __future__ import annotations

from dataclasses import dataclass

from runner.core.records import UserError

MARGIN = 0.005  # half a point


@dataclass(frozen=True)
class ReportConfig:
    """Of the comparison at the end of a sweep; it changes no run.

    ``margin`` is a fraction of the test examples: an arm is lossless if it surely loses less than that against the
    dense control.
    """

    margin: float = MARGIN


def check_margin(key: str, margin: float) -> None:
    """Refuse a margin that no difference of accuracies can have.

    Args:
        key: as the user gave it, ``report.margin`` or ``--margin``.
        margin: a fraction.

    Raises:
        UserError: it is not at least 0 and less than 1.
    """
    if not 0 <= margin < 1:
        raise UserError(
            f"{key}={margin:g} is out of range: give a fraction of accuracy, at least 0 and less than 1, like "
            f"{MARGIN:g} for half a point."
        )
