"""``python -m runner.report``."""

import gc
import sys

from runner.report.command import main

if __name__ == "__main__":
    gc.disable()  # a tenth of the time would go into looking for cycles, of which there are next to none
    sys.exit(main())
