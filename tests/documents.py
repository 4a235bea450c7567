"""All documents, and where in them a section, a table or a generated block stands.

A document is the README, CONTRIBUTING, or a Markdown file beside what it describes: in ``conf``, ``runner``, ``tests``.
A test names what it looks for, not the file: text can move between documents, and is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests import ROOT

README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
BESIDE = [file for folder in ("conf", "runner", "tests") for file in sorted((ROOT / folder).rglob("*.md"))]
FILES = (README, CONTRIBUTING, *BESIDE)
DOCUMENTS = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in FILES}
EVERYTHING = "\n".join(DOCUMENTS.values())


def blocks(language: str, text: str = EVERYTHING) -> list[str]:
    """What stands in code blocks of a language; each once, whichever documents show it."""
    return list(dict.fromkeys(re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)))


def commands() -> list[str]:
    """Every command of every document, once."""
    lines = "\n".join(blocks("bash")).replace("\\\n", " ").splitlines()
    return list(dict.fromkeys(line for line in lines if line.strip() and not line.startswith("#")))


def headings(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each heading begins, its level, its words; a ``#`` in a code block is none."""
    code = [match.span() for match in re.finditer(r"^```.*?^```", text, re.M | re.S)]
    for match in re.finditer(r"^(#+) (.*)$", text, re.M):
        if not any(start < match.start() < end for start, end in code):
            yield match.start(), len(match[1]), match[2]


def anchors(text: str) -> set[str]:
    """What a link after ``#`` may name."""
    return {re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for _, _, words in headings(text)}


def section(title: str) -> str:
    """The one section of all documents that has this heading, with the sections below it."""
    found = []
    for text in DOCUMENTS.values():
        heads = [*headings(text), (len(text), 0, "")]
        for at, (start, level, words) in enumerate(heads):
            if words == title:
                found.append(text[start : next(end for end, other, _ in heads[at + 1 :] if other <= level)])
    if len(found) != 1:
        raise LookupError(f"{len(found)} sections are called {title!r}")
    return found[0]


def table(head: str) -> list[list[str]]:
    """The cells of each row of the one table of all documents whose head begins with ``head``."""
    found = re.findall(rf"^\| {re.escape(head)} \|.*\n\|[-:|]+\n((?:\|.*\n)+)", EVERYTHING, re.M)
    if len(found) != 1:
        raise LookupError(f"{len(found)} tables begin with {head!r}")
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in found[0].splitlines()]


def first_column(head: str) -> list[str]:
    """The code spans in the first column of that table."""
    return [name for cells in table(head) for name in re.findall(r"`([^`]+)`", cells[0])]


def replace_block(begin: str, end: str, made: str) -> Path:
    """Write what was made between two marks, in the one document that has them; its file."""
    (file,) = (file for file in FILES if begin in file.read_text(encoding="utf-8"))
    before, rest = file.read_text(encoding="utf-8").split(begin)
    file.write_text(before + begin + made + end + rest.split(end)[1], encoding="utf-8")
    return file
