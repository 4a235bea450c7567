"""``python -m runner.doctor``: looks for what breaks runs or endangers results, and says what to do about it."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import gettempdir

from runner.console import ending, heartbeat
from runner.core.errors import UserError
from runner.doctor.findings import BAD, OK, Finding

EXIT_FINE, EXIT_BAD = 0, 1


def main() -> int:
    """Look, repair what is safe if asked to, and show what is left; returns the exit status."""
    return ending.run_command(lambda: _look(_parser().parse_args()))


def _look(given: argparse.Namespace) -> int:
    from runner.doctor import config_files
    from runner.tracking import store

    uri, folder = store.choose_named_uri(given.uri), Path.cwd()
    if given.fix:
        for line in repair(list(examine(uri, folder))):
            print(line)
    bad = False
    for each in examine(uri, folder):
        show([each])
        bad |= each.state == BAD
    configs = try_check("configs", lambda: config_files.check_configs(folder))  # takes longest, and has no fix
    show(configs)
    return EXIT_BAD if bad or any(each.state == BAD for each in configs) else EXIT_FINE


def try_check(check: str, look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What a check found; one that breaks is a finding of its own, and the others go on."""
    heartbeat.announce(f"looking at: {check}")
    try:
        return list(look())
    except Exception as error:
        return [
            Finding(
                check, BAD, f"could not be looked at: {ending.explain_ending(error)[1]}", "The other checks went on."
            )
        ]


def examine(uri: str, folder: Path) -> Iterable[Finding]:
    """Everything that is found about a store, a working folder and this machine, but for its config files.

    Args:
        uri: of the store.
        folder: the working folder.
    """
    from runner.doctor import checks, exposure, kernels
    from runner.tracking import store

    file = store.find_database(uri)
    places = [folder, *([file.parent] if file else []), Path(gettempdir())]
    yield from try_check("store", lambda: checks.check_store(uri))
    yield from try_check("stale runs", lambda: checks.check_stale(uri))
    yield from try_check("server", lambda: exposure.check_servers(uri))
    yield from try_check("packages", checks.check_packages)
    yield from try_check("disk", lambda: checks.check_space(places))
    yield from try_check("memory", checks.check_memory)
    yield from try_check("kernels", kernels.check_kernels)
    yield from try_check("GPU", kernels.check_gpus)
    yield from try_check("leftovers", lambda: checks.check_leftovers(folder))


def repair(findings: Iterable[Finding]) -> Iterable[str]:
    """Do what is safe, one after the other; says what was done, and what could not be done."""
    for each in findings:
        if each.fix:
            try:
                yield _line("fix", each.check, each.fix())
            except (OSError, UserError) as error:
                yield _line("fix", each.check, f"could not be done: {error}")


def show(findings: Iterable[Finding]) -> None:
    """A line for each finding, and below it what to do."""
    for each in findings:
        by_itself = "\n(--fix does it)" if each.fix else ""
        print(_line(each.state, each.check, each.found))
        if each.state != OK:
            print(_line("", "", f"{each.remedy}{by_itself}"))


def _line(state: str, check: str, text: str) -> str:
    return f"{state:<5} {check:<11} " + textwrap.indent(text, " " * 18).strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m runner.doctor",
        description="Check the store, its runs, servers, packages, disk space, kernels and config files, and say what "
        "to do. Exit status 1 if something is bad.",
    )
    parser.add_argument(
        "--fix", action="store_true",
        help="do what is safe: turn on write-ahead logging, end runs that are certainly dead, remove torn files",
    )  # fmt: skip
    parser.add_argument("--uri", help="the MLflow store (default: MLFLOW_TRACKING_URI, else mlflow.db here)")
    return parser
