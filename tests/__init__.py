"""The tests: a folder for each room of ``runner``, and here those of the whole program and what they share."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
