"""What tfmot does to a model: which layers it wraps, their targets, the masks and their kernel.

It may import schedules, models, data and below.
"""
