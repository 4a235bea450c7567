"""``python -m runner.fetch``: real data sets out of packages of exact versions, written into ``data/``.

A command: it may import any room, and no other command.
"""
