"""A comparison as people read it: tables, pictures, files, one HTML page. ``python -m runner.report``.

It may import comparison and below; never TensorFlow.
"""
