"""What every room shares, and nothing of pruning: records, errors, names that leave the program, whole files.

It imports no other room.
"""
