"""How every command ends: an exit status, and what went wrong in one message.

0 is a success, 1 a failure of what was to be done, 2 a refusal of what was given, 130 and the like an interruption.
What nobody foresaw is a fault of this program: it is said so, and its traceback is kept in a file.
"""

from __future__ import annotations

import errno
import os
import shlex
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from runner.console import heartbeat, streams
from runner.core import credentials
from runner.core.errors import ProcessLost, UserError
from runner.core.file_names import OUTPUTS

FINISHED, FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130
FAULTS = Path(OUTPUTS, "faults")

PLACE = "Give another place, one that can be written, as in hydra.run.dir=DIR."
GIVEN = {  # what the system refuses of what was given, and what helps
    errno.EACCES: PLACE,
    errno.EPERM: PLACE,
    errno.EROFS: PLACE,
    errno.ENOTDIR: PLACE,
    errno.EEXIST: PLACE,
    errno.EISDIR: "A file is needed there: give another name.",
    errno.ENOENT: "See that it is there.",
    errno.ENAMETOOLONG: "Give a shorter name.",
}
REMEDIES = {
    **GIVEN,
    errno.ENOSPC: "Free some space on that disk, or work on another one.",
    errno.EDQUOT: "Free some space of your own on that disk, or work on another one.",
    errno.EMFILE: "Allow more open files (ulimit -n 4096), or let fewer runs go at once (launch.jobs).",
    errno.ENFILE: "The machine has too many open files: end other programs.",
    errno.ENOMEM: "End other programs, or let fewer runs go at once (launch.jobs).",
    errno.EAGAIN: "The machine has too many processes: end some, or let fewer runs go at once (launch.jobs).",
    errno.ECONNREFUSED: "See that the server is up, and that its address is right.",
    errno.EIO: "The disk may be broken: see the system's log.",
}


class Interrupted(BaseException):
    """A signal told this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number

    @property
    def exit_status(self) -> int:
        """As shells have it: 128 plus the signal's number."""
        return 128 + self.number


def run_command(command: Callable[[], int], what: str = "starting") -> int:
    """Run a command; its exit status. Whatever it raises is told in one message on stderr.

    Args:
        command: reads its own arguments.
        what: it does first, to be told if it is silent.
    """
    if safe := streams.guard():
        heartbeat.start(what)
    status = _status_of(command)
    heartbeat.announce("ending")
    if safe and (why := streams.explain_loss()):
        print(f"error: what was printed is not whole: {why}. All else was done.", file=sys.stderr)
        return status or FAILED
    return status


def _status_of(command: Callable[[], int]) -> int:
    try:
        with credentials.limit_logins(sys.argv):
            return command()
    except Interrupted as interrupt:
        print(f"interrupted by {interrupt}: a run that had begun is marked KILLED", file=sys.stderr)
        return interrupt.exit_status
    except SystemExit as asked:  # --help, or arguments that argparse refuses
        return asked.code if isinstance(asked.code, int) else FAILED if asked.code else FINISHED
    except KeyboardInterrupt:
        print("interrupted by SIGINT", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        status, message = explain_ending(error)
        print(f"error: {credentials.hide(message)}", file=sys.stderr)
        return status


def explain_ending(error: Exception, *, keep: bool = True) -> tuple[int, str]:
    """The exit status that an exception ends a command with, and what is told of it.

    Args:
        error: it.
        keep: the traceback of one that nobody foresaw goes into a file.
    """
    if (message := explain_refusal(error)) is not None:
        return REFUSED, message
    if isinstance(error, ProcessLost):
        return FAILED, str(error)
    if isinstance(error, MemoryError):
        return FAILED, f"memory is out ({error or 'MemoryError'}). {REMEDIES[errno.ENOMEM]}"
    if isinstance(error, OSError) and error.errno is not None:
        return REFUSED if error.errno in GIVEN else FAILED, explain_system_error(error)
    first = (str(error).strip().splitlines() or [""])[0][:500]
    what = f"this is a fault of the program: {type(error).__name__}{f': {first}' if first else ''}."
    return FAILED, f"{what} {_kept(error)}" if keep else what


def explain_refusal(error: Exception) -> str | None:
    """What is told of an exception that refuses what the user gave; None for any other."""
    if isinstance(error, UserError):
        return str(error)
    if not {"hydra", "omegaconf"} & set(sys.modules):
        return None
    from runner.console import messages

    return messages.explain(error) if messages.is_refusal(error) else None


def explain_system_error(error: OSError) -> str:
    """What the system could not do, with which file, and what helps."""
    names = [str(each) for each in (error.filename, error.filename2) if each is not None]
    which = f"{' and '.join(names)}: " if names else ""
    why = error.strerror or type(error).__name__
    return f"{which}{why}. {REMEDIES.get(error.errno or 0, '')}".strip()


def _kept(error: Exception) -> str:
    """Where the traceback of an exception is kept; the traceback itself if it cannot be."""
    text = credentials.hide(f"{shlex.join(sys.argv)}\n\n{''.join(traceback.format_exception(error))}")
    file = FAULTS / f"{time.strftime('%Y-%m-%d-%H-%M-%S')}-{os.getpid()}.txt"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return f"Please report it:\n{text}"
    return f"Its traceback is in {file}: please report it, with that file."
