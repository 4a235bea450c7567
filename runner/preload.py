"""What the fork server imports once, so that each run's process has it at once."""

from runner import environment

environment.prepare()
with environment.quiet_stderr():
    import mlflow.tensorflow  # noqa: F401
    import sklearn.model_selection  # noqa: F401

    from runner import experiment  # noqa: F401
