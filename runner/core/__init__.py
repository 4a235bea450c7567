"""What every room shares, and nothing of pruning: records, names, events, errors, durations, whole files.

It imports no other room.
"""
