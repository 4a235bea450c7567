"""What a model is worth and what it costs, as it is deployed: accuracy, zeros, bytes, FLOPs, latency.

It may import training, pruning and below; tracking is above it.
"""
