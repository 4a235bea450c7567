"""The training: Keras's fit with tfmot's callbacks, checkpoints, seeds, and the trace of each mask update.

It may import pruning and below; tracking and measuring are independent of it.
"""
