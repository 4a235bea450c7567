"""A comparison from a script or a notebook: what is in its memory becomes files, and a command over them.

It may import cli and below.
"""
