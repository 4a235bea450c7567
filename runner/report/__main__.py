"""``python -m runner.report``."""

import gc
import sys

from runner.report.command import main

if __name__ == "__main__":
    gc.disable()  # a tenth of the time goes into looking for cycles among MLflow's records
    sys.exit(main())
