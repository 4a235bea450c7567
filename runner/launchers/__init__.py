"""Where the runs of a sweep go: a few processes here, Ray, Slurm.

It may import run and below.
"""
