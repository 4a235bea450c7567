"""``python -m runner.verify RUN_ID``: execute a tracked run again, and say whether the result is equal.

A command: it may import any room, and no other command.
"""
