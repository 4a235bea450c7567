"""Which runs are compared, whether that is fair, and what is sure of it: pure functions over records.

It may import tracking and below.
"""
