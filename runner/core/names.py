"""Names at the border: any text as a name that MLflow takes, undone where people read; long texts made short.

MLflow takes letters, digits, ``_ - . : /`` and spaces, 250 of them, and no path that another one equals (``a//b``,
``./a``). Keras takes names that MLflow does not: ``conv>1``, ``a//b``, 260 letters. What MLflow takes stays as it is,
but for the colon, with which the rest is written: it and the two digits of each byte, ``conv:3e1`` for ``conv>1``.
Keras takes no colon itself. A name that is too long is cut, and ends in ``:-`` and a hash of the whole.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

MOST = 250  # characters, of MLflow
MOST_LAYER = 229  # what the longest name of a layer's metric, final/sparsity_layer/<layer>, leaves of them
MOST_PARAM = 6000  # characters of a parameter's value in MLflow
MOST_LABEL = 60  # characters that a picture or a column of a table has room for
LEAST = 0.5  # of two names that are as good as alike; 1 are those that are the same
EMPTY = ":"
CUT, CUT_DIGITS = ":-", 16
TAKEN = re.compile(r"[\w\-. ]")
BYTES = re.compile(r"(?::[0-9a-f]{2})+")
WAS_CUT = re.compile(rf"(?s)(.*){CUT}([0-9a-f]{{{CUT_DIGITS}}})")
PLAIN = re.compile(r"[A-Za-z_*?][\w.\-*?]*(/[\w.\-*?]+)*", re.ASCII)  # what Hydra reads as a text without quotes
WORDS = ("true", "false", "null", "inf", "nan")  # what it reads as something else
ODD = re.compile(r"[^\w.\-*?/]", re.ASCII)  # what it does not read without
FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # OWASP, "CSV Injection"; also in full width
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def encode(name: str, most: int = MOST_LAYER) -> str:
    """A name that MLflow takes behind a slash; another one for each name.

    >>> encode("stage1/conv"), encode("conv>1"), encode("a//b"), encode("..")
    ('stage1/conv', 'conv:3e1', 'a/:2fb', ':2e:2e')
    """
    signs: list[str] = []
    parts = name.split("/")
    for at, part in enumerate(parts):
        if at:
            signs.append("/" if parts[at - 1] and (part or at < len(parts) - 1) else _bytes("/"))
        path = part in (".", "..")
        signs += [sign if TAKEN.fullmatch(sign) and not path else _bytes(sign) for sign in part]
    encoded = "".join(signs) or EMPTY
    if len(encoded) <= most:
        return encoded
    room = most - len(CUT) - CUT_DIGITS
    kept = sum(length <= room for length in accumulate(map(len, signs)))
    return f"{''.join(signs[:kept])}{CUT}{digest(name, CUT_DIGITS)}"


def decode(encoded: str) -> str:
    """The name as it was, for people; one that was cut with dots and its hash.

    >>> decode("conv:3e1")
    'conv>1'
    """
    if encoded == EMPTY:
        return ""
    if cut := WAS_CUT.fullmatch(encoded):
        return f"{decode(cut[1])}...{cut[2]}"
    return BYTES.sub(_characters, encoded)


def name_metric(template: str, layer: str) -> str:
    """The name of a layer's metric.

    >>> metric("sparsity/layer/{}", "conv>1")
    'sparsity/layer/conv:3e1'
    """
    return template.format(encode(layer))


def shorten(text: str, most: int = MOST_LABEL) -> str:
    """A text of at most so many characters: its beginning, dots and a hash of the whole where it is longer."""
    return text if len(text) <= most else f"{text[: most - 11]}...{digest(text, 8)}"


def was_cut(value: str) -> bool:
    """Whether a parameter's value that MLflow has is only the beginning of a longer one."""
    return len(value) == MOST_PARAM and re.fullmatch(r"(?s).*\.\.\.[0-9a-f]{8}", value) is not None


def name_file(text: str, most: int = 100) -> str:
    """A text as the name of a file or folder: what may not be in one becomes ``_``; one too long ends in a hash.

    >>> file("pruning/2026 1"), file("..")
    ('pruning_2026_1', 'report')
    """
    plain = re.sub(r"[^\w.=-]+", "_", text).strip(".") or "report"
    return plain if len(plain.encode()) <= most else f"{plain[: most // 2]}-{digest(text, 8)}"


def list_names(texts: Sequence[str]) -> str:
    """Names as a list that can be pasted into an override, quoted where Hydra needs it.

    >>> listed(["fc1", "conv>1"])
    '[fc1,"conv>1"]'
    """
    return f"[{','.join(text if is_plain(text) else _quoted(text) for text in texts)}]"


def name_key(text: str) -> str:
    """A name as the key of a mapping in an override: Hydra quotes none, so what it does not read is a glob's ``?``.

    >>> key("fc1"), key("conv>1")
    ('fc1', 'conv?1')
    """
    if is_plain(text):
        return text
    first = text[:1] if re.match("[A-Za-z_]", text) and text.lower() not in WORDS else "?"
    return first + ODD.sub("?", text[1:])


def is_plain(text: str) -> bool:
    """Whether Hydra reads a text as that text without quotes."""
    return bool(PLAIN.fullmatch(text)) and text.lower() not in WORDS


def _quoted(text: str) -> str:
    return f'"{text}"' if not re.search(r'["\\]', text) else re.sub(r'["\\\s,]', "?", text)


def make_visible(text: str) -> str:
    r"""A text without what a terminal would obey: control characters are spelled.

    >>> visible("red: " + chr(27) + "[31m")
    'red: \\x1b[31m'
    """
    return CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def make_one_line(text: str) -> str:
    r"""As :func:`make_visible`, and in one line: a name with ends of lines could say what the program did not.

    >>> one_line("a" + chr(10) + "error: b")
    'a\\nerror: b'
    """
    return make_visible(text).replace("\n", "\\n").replace("\t", "\\t")


def make_csv_cell(text: str) -> str:
    """A text as a cell of a CSV file that a spreadsheet shows as it is: one that it would compute gets an apostrophe.

    A text that is a number stays one.

    >>> csv_cell("=1+1"), csv_cell("-0.5"), csv_cell("a=b")
    ("'=1+1", '-0.5', 'a=b')
    """
    text = make_visible(text)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def suggest_names(wanted: str, known: Iterable[str], shown: Callable[[str], str] = str) -> str:
    """A question to follow a refusal, with a space before it; nothing where no name is close.

    >>> did_you_mean("polinomial", ["polynomial", "linear"])
    ' Did you mean polynomial?'
    """
    near = difflib.get_close_matches(wanted, list(known), 1, LEAST)
    return f" Did you mean {shown(near[0])}?" if near else ""


def digest(text: str, digits: int) -> str:
    """The first digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def _bytes(sign: str) -> str:
    return "".join(f":{byte:02x}" for byte in sign.encode("utf-8", "surrogatepass"))


def _characters(found: re.Match[str]) -> str:
    try:
        return bytes.fromhex(found[0].replace(":", "")).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:  # of a name that was not encoded here
        return found[0]
