"""What a run can be told: the schema of every key, composition, whose code is trusted, and a run's identity.

It may import core.
"""
