"""The line of an error that says why.

TensorFlow and Keras wrap what went wrong in what led to it: the nodes of a graph, the layer that was called, the lines
of code that a function was compiled from.
"""

from __future__ import annotations

import re

LONGEST = 500  # characters
_RAISED = re.compile(r"^\s*[\w.]*(?:Error|Exception): (.+)$", re.M)
_ANSWERS = (
    re.compile(r": error: (.+)"),  # of a compiler, after the place in the code
    re.compile(r"^(.+)\n\s*\[\[\{\{node ", re.M),  # of a graph: the line before the node that it failed at
    re.compile(r"\{\{function_node [^}]*\}\}\s*(?:\{\{node [^}]*\}\}\s*)?(.+)"),  # of a single operation
)
_LAYER = re.compile(r"Exception encountered when calling (layer .+?)\.?\s*\n\s*\n?(.+)")


def state_reason(error: BaseException) -> str:
    """The line itself, at most 500 characters; the class of an error that says nothing."""
    text = str(error).strip()
    layer = _LAYER.search(text)
    found_in = next((match[1] for pattern in _ANSWERS if (match := pattern.search(text))), None)
    if "in user code:" in text and (raised := _RAISED.findall(text)):
        found_in = found_in or raised[-1]
    if layer:
        line = f"{layer[1]}: {found_in or layer[2]}"
    else:
        line = found_in or next((each for each in text.splitlines() if each.strip()), type(error).__name__)
    return re.sub(r"\s*\[Op:\w+\].*$", "", line.strip())[:LONGEST]
