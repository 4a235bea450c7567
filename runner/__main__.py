"""``python -m runner``: one run, or with ``-m`` a sweep. Also the console command."""


def main() -> None:
    """Hand over to the app, imported late: the runs' own processes import this module too."""
    from runner.cli.app import main as run_app

    run_app()


if __name__ == "__main__":
    main()
