"""Hydra's home: from the command line to a run or a sweep.

It may import sweep and below.
"""
