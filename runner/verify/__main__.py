"""``python -m runner.verify``."""

from runner.verify.command import main

if __name__ == "__main__":
    main()
