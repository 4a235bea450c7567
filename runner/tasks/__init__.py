"""What a model is trained for: its loss, what labels must be, and the figures that say how good it is.

A task is one small class, see :mod:`runner.tasks.base`; ``conf/task/`` names it. It may import core and config.
"""
