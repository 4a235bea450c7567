"""``python -m runner.budget.sample CHOSEN ARGUMENTS``: makes a few of a sweep's runs as the sweep would make them.

For ``python -m runner.plan --budget``, which watches it from outside. Everything but the choice is the sweep's own
code, so that what is timed is what will be done. ``CHOSEN`` is a list of (number, seed), as JSON.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Choose, and hand over to the app, imported late: the runs' own processes import this module too."""
    from runner.cli.app import main as run_app
    from runner.sweep.sweeper import FairSweeper

    FairSweeper.chosen = [(number, seed) for number, seed in json.loads(sys.argv.pop(1))]
    run_app()


if __name__ == "__main__":
    main()
