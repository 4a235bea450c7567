"""``python -m runner.study NAME``: run a study, and write its folder.

A command: it may import any room, and no other command.
"""
