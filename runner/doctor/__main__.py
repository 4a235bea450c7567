"""``python -m runner.doctor``."""

import sys

from runner.doctor.command import main

if __name__ == "__main__":
    sys.exit(main())
