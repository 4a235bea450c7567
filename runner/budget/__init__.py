"""What a sweep will take, from a few of its runs that are made and timed.

It may import cli and below.
"""
