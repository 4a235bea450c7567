"""Run the story in a child process of its own, and turn its death into a status.

The child is forked from a fork server that has the heavy imports loaded: the first run waits
for them, the others start in milliseconds, and each starts from the same clean state. The
child tells what happens through a pipe; everything that it or a library prints goes to the
run's log file. A child that dies makes its MLflow run FAILED; a signal to us makes it KILLED;
a child whose parent dies ends its run itself.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, forkserver
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from runner.config.schema import Config
from runner.console import heartbeat, streams, waiting
from runner.console.ending import Interrupted
from runner.core import credentials, environment
from runner.core.errors import ProcessLost, ServerAway, StoppedEarly, UserError
from runner.core.events import Doing, Event, Failed, Finished, Progress, Refused, Skipped, Started, Stopped, Waiting
from runner.core.run_log import RunLog
from runner.core.tags import Status

GRACE = 5.0  # seconds between SIGTERM and SIGKILL, and after that until it is given up
LINGER = 20.0  # seconds that a child may stay after its last word: what a user's code started may not end by itself
SETTLE = 0.5  # seconds after the child's death in which it may turn out that we are to end, too
QUIET = 0.1  # seconds between two progress events
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
T = TypeVar("T")
LAST_WORDS = Finished | Stopped | Skipped | Refused | Failed
_starting = threading.Lock()


def warm() -> None:
    """Start the fork server, which begins its imports while this process goes on."""
    environment.prepare()
    multiprocessing.set_forkserver_preload(["runner.run.preload"])
    forkserver.ensure_running()


def cool() -> None:
    """End the fork server now, also in the middle of its imports, so that nothing outlives an error."""
    pid = getattr(forkserver._forkserver, "_forkserver_pid", None)
    if pid is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


class Interruption:
    """Tells the threads that follow runs what only the main thread hears: that this process is to end.

    Attributes:
        told: can be waited for, together with other connections.
    """

    def __init__(self) -> None:
        self.told, self._untold = multiprocessing.Pipe(duplex=False)  # whose end comes when they are told
        self._why: BaseException | None = None

    def tell(self, why: BaseException) -> None:
        """Have all threads end their runs, and raise this."""
        self._why = why
        self._untold.close()

    def check(self, within: float = 0.0) -> None:
        """Raise what is told within so many seconds."""
        if connection.wait([self.told], within) and self._why:
            raise self._why


def run(
    config: Config, folder: Path, listen: Callable[[Event], None], interruption: Interruption | None = None
) -> Event:
    """Run an experiment in a child; returns the event that it ended with.

    Args:
        config: of the run.
        folder: for the run's files and its log.
        listen: hears every event, the last included.
        interruption: of the thread that calls, where it is not the main one, which hears signals.

    Raises:
        Interrupted: SIGINT, SIGTERM or SIGHUP came; the run is KILLED.
    """
    warm()
    interruption = interruption or Interruption()
    heartbeat.announce("loading TensorFlow and MLflow")
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    log = RunLog.begin(folder)
    child = context.Process(
        target=_tell_all, args=(config, folder, log, theirs, credentials.export_logins()), daemon=False
    )
    started: list[Started] = []
    last: Event | None = None

    def hear(event: Event) -> None:
        if isinstance(event, Doing):
            heartbeat.announce(f"{event.what}, {config.run_name}")
            return
        if isinstance(event, Started):
            started.append(event)
        listen(event)

    with raise_signals():
        try:
            interruption.check()
            with _starting:
                child.start()
                # The next start, of another thread, asks how all of these are; only one of two who ask is told.
                multiprocessing.process._children.discard(child)  # type: ignore[attr-defined]
            theirs.close()
            last = _follow(child, ours, hear, interruption)
            if last is None:
                # Who signals all processes at once, as Slurm does, may reach the child before us.
                interruption.check(SETTLE)
        except BaseException as error:  # a signal to us; or who listens has failed, and nobody waits for the child
            ignore_signals()
            _stop(child)
            why = f"who followed it failed: {error!r}"
            if isinstance(error, Interrupted):
                why = str(error)
                for event in _receive(ours)[0]:
                    hear(event)
            _end(started, folder, Status.KILLED, why)
            raise
        finally:
            if not isinstance(last, Refused | Skipped):
                log.keep()
            log.close()
    if last is None:
        last = Failed(describe_death(child))
        _end(started, folder, Status.FAILED, last.reason)
        listen(last)
    return last


def _follow(
    child: Any, ours: connection.Connection, hear: Callable[[Event], None], interruption: Interruption
) -> Event | None:
    """Hear a child until it ends; its last word, or None if it died without one.

    One that has said its last word and does not end is ended: a thread of a user's, say, keeps it.
    """
    last: Event | None = None
    every = [ours, child.sentinel, interruption.told]
    while heard := connection.wait(every, LINGER if isinstance(last, LAST_WORDS) else None):
        if interruption.told in heard:
            break
        events, over = _receive(ours)
        for last in events:
            hear(last)
        if over:
            break
        if not child.is_alive() and not ours.poll():
            break
    if not isinstance(last, LAST_WORDS):
        interruption.check()
    connection.wait([child.sentinel, interruption.told], LINGER if heard else 0)
    _stop(child)
    return last if isinstance(last, LAST_WORDS) else None


def _receive(ours: connection.Connection) -> tuple[list[Event], bool]:
    """The events that are there, and whether none can come any more."""
    events: list[Event] = []
    try:
        while ours.poll():
            events.append(ours.recv())
    except (EOFError, OSError):
        return events, True
    return events, False


def _stop(child: Any) -> None:
    """End a child, if it lives: by SIGTERM, then by SIGKILL. One that survives that hangs in the kernel; it is left."""
    if child.pid is None or not child.is_alive():
        return
    for end in (child.terminate, child.kill):
        end()
        child.join(GRACE)
        if not child.is_alive():
            return
    print(f"warning: process {child.pid} does not end, not even by SIGKILL, and is left behind.", file=sys.stderr)


def describe_death(child: Any) -> str:
    """How a process ended that should have lived."""
    code = child.exitcode
    if code is None or code >= 0:
        return f"the process ended without a result (exit status {code})"
    hint = ": out of memory?" if -code == signal.SIGKILL else ""
    return f"the process was ended by {signal.Signals(-code).name}{hint}"


def _end(started: list[Started], folder: Path, status: str, why: str) -> None:
    if started:
        from runner.tracking import run_writer

        for event in started:
            run_writer.end_run(event.tracking_uri, event.run_id, status, why, folder)


@contextlib.contextmanager
def raise_signals() -> Iterator[None]:
    """Turn the first of the signals that end a process into :class:`Interrupted`; the others then change nothing."""

    def raise_interrupted(number: int, frame: FrameType | None) -> None:
        ignore_signals()
        raise Interrupted(number)

    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread, which has its own handlers
        return
    before = {number: signal.signal(number, raise_interrupted) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def ignore_signals() -> None:
    """Let a second Ctrl-C stop nobody from writing a status; other threads than the main one hear none anyway."""
    if threading.current_thread() is threading.main_thread():
        for number in ENDING:
            signal.signal(number, lambda number, frame: None)  # for SIG_IGN, Python complains of one that has come


def call_alone(calls: Sequence[Callable[[], T]], lost: str) -> list[T]:
    """Call each in a process of its own, all at once, forked from the fork server; what they return.

    Raises:
        ProcessLost: a process died; ``lost`` says what could not be done.
        Interrupted: a signal told us to end; they have ended.
    """
    with raise_signals():
        pool = ProcessPoolExecutor(len(calls), multiprocessing.get_context("forkserver"), die_with_parent)
        futures = [pool.submit(call) for call in calls]
        processes = [*pool._processes.values()]
        try:
            return [each.result() for each in futures]
        except BrokenProcessPool:
            pool.shutdown()  # the pool, too, asks how each has ended: only one of two who ask at once is told
            broken = [each for each in processes if each.exitcode != -signal.SIGTERM]  # the pool ended the others
            raise ProcessLost(f"{lost}: {describe_death((broken or processes)[0])}.") from None
        finally:
            if not all(each.done() for each in futures):  # we are told to end, or one has failed
                for process in processes:
                    process.kill()
            pool.shutdown()


def die_with_parent() -> None:
    """Have this process end when the one does that started it, also by SIGKILL."""
    threading.Thread(target=_outlive, args=([], Path()), daemon=True).start()


# --- in the child -----------------------------------------------------------------------------


def _tell_all(
    config: Config, folder: Path, log: RunLog, pipe: connection.Connection, logins: Mapping[str, str]
) -> None:
    """The child: run the experiment, tell its events, log what is printed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    os.environ.update(logins)  # what was composed since the fork server began
    log.print_to()
    streams.guard()
    logging.basicConfig(level=logging.INFO, force=True)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(credentials.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    faulthandler.enable()
    lock = threading.Lock()
    told: list[Started] = []
    last_progress = 0.0

    def tell(event: Event) -> None:
        nonlocal last_progress
        if isinstance(event, Progress):
            now = time.monotonic()
            if now - last_progress < QUIET and event.step < event.steps:
                return
            last_progress = now
        elif isinstance(event, Started):
            told.append(event)
            log.keep()
        with lock, contextlib.suppress(OSError):
            pipe.send(event)

    waiting.tellers.append(lambda text: tell(Waiting(text)))  # and into the log
    heartbeat.tellers.append(lambda what: tell(Doing(what)))
    threading.Thread(target=_outlive, args=(told, folder), daemon=True).start()
    try:
        from runner.run import experiment

        tell(experiment.run(config, folder, tell))
    except UserError as error:
        message = credentials.hide(str(error))
        tell(Failed(message) if told and isinstance(error, ServerAway) else Refused(message))
    except StoppedEarly as stopped:
        tell(Stopped(str(stopped)))
    except BaseException as error:
        print(credentials.hide(traceback.format_exc()), file=sys.stderr)
        from runner.tracking import run_writer

        tell(Failed(run_writer.explain_failure(error)))
    sys.stderr.flush()


def _outlive(told: list[Started], folder: Path) -> None:
    """End our MLflow run and ourselves when the parent dies."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    _end(told, folder, Status.KILLED, "the runner's main process died")
    os._exit(1)
