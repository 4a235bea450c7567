"""A sweep or a search: the grid of runs, made fair, and its parent run in MLflow.

It may import launchers, run and below.
"""
