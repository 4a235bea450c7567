"""The ways in which a run, or what the user asked for, ends without a result."""

from __future__ import annotations


class UserError(Exception):
    """Something that the user gave cannot be used.

    The message says what was given, what is allowed and what to do. It is shown alone,
    without a traceback, and the program ends with exit status 2.
    """


class NonFiniteError(Exception):
    """A loss or metric became NaN or infinite; the run ends FAILED with reason ``non_finite``."""


class StoppedEarly(Exception):  # noqa: N818
    """A search stopped the run after an epoch, since its accuracy on val was too low; says so."""

    def __init__(self, epoch: int, accuracy: float, least: float) -> None:
        super().__init__(f"stopped early: val accuracy {accuracy:.4f} after epoch {epoch} is below {least:.4f}")
        self.epoch = epoch


class ServerAway(UserError):  # noqa: N818
    """The tracking server does not answer: to be started by the user, before a run; a run that had begun has failed."""


class ProcessLost(Exception):  # noqa: N818
    """A process of this program died; says which and how. The program ends with exit status 1, without a traceback."""


class FidelityError(Exception):
    """The stripped model is not the model that was trained: other zeros, or other predictions."""
