"""The documents hang together: links lead on, each document is reached from the README, the first ones stay short.

What they say about the program is compared with it in ``tests/test_docs.py``.
"""

import re

import pytest

from tests import ROOT, documents
from tests.documents import DOCUMENTS, section, table

STUDIES = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "experiments").rglob("*.md"))


def links(document):
    """The file or folder that each link of a document leads to, and the heading in it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", (ROOT / document).read_text()):
        path, _, anchor = target.partition("#")
        if not path.startswith("http"):
            yield target, (ROOT / document).parent.joinpath(path).resolve() if path else ROOT / document, anchor


@pytest.mark.parametrize("document", [*DOCUMENTS, *STUDIES])
def test_links_lead_somewhere(document):
    for target, file, anchor in links(document):
        assert file.exists() and file.is_relative_to(ROOT), target
        assert not anchor or anchor in documents.anchors(file.read_text()), target


def test_every_document_is_reached_from_the_readme():
    reached, waiting = set(), ["README.md"]
    while waiting:
        reached.add(document := waiting.pop())
        files = (file / "README.md" if file.is_dir() else file for _, file, _ in links(document))
        found = {file.relative_to(ROOT).as_posix() for file in files}
        waiting += [each for each in found & set(DOCUMENTS) if each not in reached and each not in waiting]
    assert reached == set(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_that_is_named_is_one(document):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"`make\s([a-z-]+)", DOCUMENTS[document])) <= targets


def test_the_first_documents_stay_short():
    assert len(DOCUMENTS["README.md"].splitlines()) <= 250
    assert len(DOCUMENTS["CONTRIBUTING.md"].splitlines()) <= 120


def test_the_glossary_has_every_word():
    words = {"run", "dense model", "schedule", "target", "scope", "pattern", "arm", "sweep", "study", "search"}
    assert words <= {cells[0] for cells in table("word")}


def test_a_section_is_found_in_one_document_only():
    assert section("Durations").startswith("## Durations\n")
    assert "my_schedules.py" not in section("Durations")
    with pytest.raises(LookupError, match="0 sections"):
        section("my_schedules.py")  # the first line of a code block
    with pytest.raises(LookupError, match="2 sections"):
        section("Training")
