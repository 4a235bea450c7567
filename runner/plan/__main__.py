"""``python -m runner.plan``."""

from runner.plan.command import main

if __name__ == "__main__":
    main()
