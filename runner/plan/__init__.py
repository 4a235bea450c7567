"""``python -m runner.plan``: what the schedule will do, before any training.

A command: it may import any room, and no other command.
"""
