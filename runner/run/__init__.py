"""One run: its story (experiment.py), its process, its terminal and what it leaves.

It may import report and below.
"""
