"""``python -m runner.doctor``: what breaks runs or endangers results here, and what to do about it.

A command: it may import any room, and no other command.
"""
