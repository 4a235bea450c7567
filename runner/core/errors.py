"""The ways in which a run, or what the user asked for, ends without a result."""

from __future__ import annotations

from runner.core.score import Score


class UserError(Exception):
    """Something that the user gave cannot be used.

    The message says what was given, what is allowed and what to do. It is shown alone,
    without a traceback, and the program ends with exit status 2.
    """


class NonFiniteError(Exception):
    """A loss or metric became NaN or infinite; the run ends FAILED with reason ``non_finite``."""


class StoppedEarly(Exception):  # noqa: N818
    """A search stopped the run after an epoch, since its score on val was too bad; says so."""

    def __init__(self, epoch: int, score: Score, value: float, limit: float) -> None:
        reached, allowed = (score.format_value(each) for each in (value, limit))
        beyond = "above" if score.lower_is_better else "below"
        super().__init__(f"stopped early: val {score.title} {reached} after epoch {epoch} is {beyond} {allowed}")
        self.epoch = epoch


class ServerAway(UserError):  # noqa: N818
    """The tracking server does not answer: to be started by the user, before a run; a run that had begun has failed."""


class ProcessLost(Exception):  # noqa: N818
    """A process of this program died; says which and how. The program ends with exit status 1, without a traceback."""


class FidelityError(Exception):
    """The stripped model is not the model that was trained: other zeros, or other predictions."""
