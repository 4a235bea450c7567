"""Compare pruning schedules for Keras models: one command, one MLflow run, one answer."""
