"""The command that a script has started: it ends as by SIGTERM when the script ends, however that came.

The script holds the other end of the standard input. A kernel that is restarted, or a script that is killed, closes it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading


def main() -> None:
    """``python -m runner.script.child ARGUMENTS``: as ``python -m runner ARGUMENTS``."""
    threading.Thread(target=_end_with_script, daemon=True).start()
    from runner.cli.app import main as run_app

    run_app()


def _end_with_script() -> None:
    while os.read(sys.__stdin__.fileno(), 1):  # type: ignore[union-attr]
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
