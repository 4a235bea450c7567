"""MLflow: the store, its client, the journal that comes first, reading runs back, and what is alive.

It may import training, pruning and below.
"""
