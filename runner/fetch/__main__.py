"""``python -m runner.fetch``."""

import sys

from runner.fetch.command import main

if __name__ == "__main__":
    sys.exit(main())
