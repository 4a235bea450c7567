"""A study's page: everything in it but the sentences is written here, from the comparison.

What is made stands between two marks, so that the question, the answer and the caveats, which people write around
it, stay as they are when the study is run again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from runner.comparison.arms import DENSE
from runner.comparison.records import PICTURE_FILE, Comparison, each_row
from runner.core.metric_names import TIME
from runner.core.provenance import PACKAGES
from runner.core.score import Score
from runner.core.tags import TAG_CPU
from runner.report import method, tables
from runner.tracking.records import TrackedRun

BEGIN, END = "<!-- made by `make study`: begin -->", "<!-- made by `make study`: end -->"
MADE = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.S)
TO_WRITE = "The answer, in figures, goes here: its first sentence stands in the list of all studies."
CAVEATS = "## What it does not say"
COST, REAL = "It cost ", 0.05
MOST_ARMS = 20  # more are folded


def read_question(study: str) -> str:
    """What a study asks: the first line of its file, up to the question mark."""
    first = study.partition("\n")[0].lstrip("# ").strip()
    return first.partition("?")[0] + "?" if "?" in first else first


def read_answer(page: str) -> str:
    """The first sentence under a page's title."""
    paragraph = " ".join(page.split("\n\n")[1].split())
    return re.split(r"(?<=[\w)])\.\s", paragraph + " ")[0].rstrip(". ") + "."


def read_cost(page: str) -> str:
    """What a study cost, as its page says; empty where it was not run."""
    found = re.search(rf"^{COST}(.*?)[:.] ", page, re.M)
    return found[1] if found else ""


def fill_page(page: str | None, asked: str, name: str, comparison: Comparison, runs: Sequence[TrackedRun]) -> str:
    """The page with what is made put in; a new one where there is none.

    Args:
        page: as it is, or None.
        asked: the question.
        name: of the study.
        comparison: of its runs.
        runs: what was tracked.
    """
    made = "\n\n".join([BEGIN, *_made(name, comparison, runs), END])
    if page is None:
        return f"# {asked}\n\n{TO_WRITE}\n\n{made}\n\n{CAVEATS}\n"
    return MADE.sub(lambda _: made, page) if MADE.search(page) else f"{page.rstrip()}\n\n{made}\n"


def _made(name: str, comparison: Comparison, runs: Sequence[TrackedRun]) -> Iterator[str]:
    yield f"## The study\n\n```bash\nmake study NAME={name}\n```"
    yield tell_expense(runs)
    yield "All figures: [comparison.csv](comparison.csv), [ranking.csv](ranking.csv)."
    if len(comparison.ranking) > 1:
        yield f"## Ranking\n\n{_ranking(comparison)}"
    yield f"## Test {comparison.score.heading}\n\n{_scores(comparison)}"
    arms = _arms(comparison)
    folded = len(comparison.arms) > MOST_ARMS
    yield f"<details><summary>Each arm</summary>\n\n{arms}\n\n</details>" if folded else f"## Each arm\n\n{arms}"
    yield "## Pictures\n\n" + "\n\n".join(
        f"![{title.format(comparison.score.title)}]({PICTURE_FILE.format(key)})"
        for key, title in zip(comparison.pictures, TITLES, strict=True)
    )
    yield from tables.list_findings(comparison)


TITLES = ("Planned and achieved sparsity by step", "Test {} against sparsity",
          "Test {} against compressed size", "Achieved sparsity by layer")  # fmt: skip


def tell_expense(runs: Sequence[TrackedRun]) -> str:
    """What the runs of a study cost, and where: times are those in which at least one of them ran."""
    cpu = sum(run.metrics.get(TIME.format("cpu"), 0.0) for run in runs)
    spent = sum(end - begin for begin, end in _together(runs)) / 1000
    where = sorted({run.tags.get(TAG_CPU, "a processor that was not recorded") for run in runs})
    versions = ", ".join(
        f"{name} {' and '.join(sorted({run.tags.get(name, 'not recorded') for run in runs}))}" for name in PACKAGES
    )
    return (
        f"{COST}{_minutes(spent)} for {len(runs)} runs: {_minutes(cpu)} of CPU, {cpu / len(runs):.1f} s a run, "
        f"the dense trainings included. Made on {' and '.join(where)}, with {versions}."
    )


def _together(runs: Sequence[TrackedRun]) -> Iterator[tuple[int, int]]:
    """The spans of time in which runs ran, each once."""
    spans = sorted((run.started, run.ended) for run in runs if run.ended)
    at = 0
    for begin, end in spans:
        if end > at:
            yield max(begin, at), end
            at = end


def _minutes(seconds: float) -> str:
    hours, minutes = divmod(round(timedelta(seconds=seconds) / timedelta(minutes=1)), 60)
    return f"{hours} h {minutes} min" if hours else f"{max(minutes, 1)} min"


def _ranking(comparison: Comparison) -> str:
    """Who may be the best over the whole range, and how far each is lossless."""
    ranking, title = comparison.ranking, comparison.score.title
    rows = [
        (
            tables.format_value(row.rank), row.schedule, _spread(row.area, row.area_high, score),
            tables.format_value(row.among_best), _difference(row, "to_others", score),
            tables.format_value(row.lossless_to), tables.format_value(row.lossless_next),
        )
        for row in each_row(ranking)
        for score in [comparison.find_score(row)]
    ]  # fmt: skip
    heads = ("rank", "schedule", f"area under {comparison.score.heading}", "may be the best",
             "to the best of the others (95 %)", "lossless to", "next")  # fmt: skip
    known = ranking[ranking["no_rank"].notna()]
    without = "".join(f"\n\n{row.schedule} has no rank: {row.no_rank}." for row in each_row(known))
    low, high = ranking["sparsity_from"].iloc[0], ranking["sparsity_to"].iloc[0]
    where = f"from {low:g} to {high:g}" if high > low else f"at {low:g}"
    loss = method.tell_loss(comparison).replace("the dense control", "that of the dense control")
    return (
        f"{tables.make_grid(heads, ['---:', ':---', *['---:'] * 5], _escaped(rows))}\n\n"
        f"The area is the mean test {title} {where}; differences are paired by seed. May be the best: the schedules in "
        f"the confidence set of the best (95 %, Hsu 1984). Lossless to: the highest target up to which, from the "
        f"lowest on, {title} is surely less than {loss}; next, what stops it there: surely lost, or undecided.{without}"
    )


def _scores(comparison: Comparison) -> str:
    """Lines by targets; a star where the difference to the dense control is real."""
    arms = comparison.arms
    order = [*comparison.ranking["schedule"]]
    pruned = arms[arms["schedule"] != DENSE]
    lines = sorted(pruned["line"].unique(), key=lambda line: (order.index(line) if line in order else len(order), line))
    targets = sorted(pruned["target_sparsity"].unique())
    means = {
        (row.line, row.target_sparsity): _mean(row, comparison.find_score(row)) for row in comparison.each_arm(arms)
    }
    rows = [(line, *(means.get((line, target), "") for target in targets)) for line in lines]
    for row in each_row(arms[arms["schedule"] == DENSE]):
        rows.append((f"{row.line}, trained on", means[row.line, row.target_sparsity], *[""] * (len(targets) - 1)))
    heads = ("schedule", *(f"{target:g}" for target in targets))
    return (
        f"{tables.make_grid(heads, [':---', *['---:'] * len(targets)], _escaped(rows))}\n\n"
        f"Mean and 95 % interval over the seeds, where there is one, by target. A star: it differs from the dense "
        f"control by more than chance (p < {REAL} after Holm's correction)."
    )


def _arms(comparison: Comparison) -> str:
    rows = [
        (
            row.label, tables.format_value(row.n), f"{row.sparsity:.4f}", _known(row.mask_regrown, ".4f"),
            _known(row.size_tflite_gzip, ",.0f"), _known(row.compression_tflite_gzip, ".2f"),
            _scored(row.val_score_mean, score), _difference(row, "control", score),
            tables.format_value(row.control_p_holm, "control_p_holm"),
        )
        for row in comparison.each_arm()
        for score in [comparison.find_score(row)]
    ]  # fmt: skip
    below = ", below 0 is better" if comparison.score.lower_is_better else ""
    heads = ("arm", "n", "zeros", "regrown", "bytes", "times smaller", f"val {comparison.score.title}",
             f"test, to dense (95 %){below}", "p (Holm)")  # fmt: skip
    return (
        f"{tables.make_grid(heads, [':---', *['---:'] * 8], _escaped(rows))}\n\n"
        "Regrown: what came back into the masks in all updates together, as a share of the weights. Bytes: the TFLite "
        "file, gzip."
    )


def _mean(row: Any, score: Score) -> str:
    star = " *" if row.control_p_holm < REAL else ""
    mark = "" if tables.is_unknown(row.no_rank) else f" {str(row.no_rank).partition(':')[0]}"
    return _spread(row.test_score_mean, row.test_score_high, score) + mark + star


def _spread(mean: float, high: float, score: Score) -> str:
    half = f" ± {score.format_value(high - mean)}" if high == high else ""
    return _scored(mean, score) + half


def _difference(row: Any, to: str, score: Score) -> str:
    mean, low, high = (getattr(row, f"{to}_{name}") for name in ("diff", "low", "high"))
    interval = f" ({score.format_value(low, '+')} to {score.format_value(high, '+')})" if low == low else ""
    return f"{_scored(mean, score, '+')}{interval}"


def _scored(value: Any, score: Score, sign: str = "") -> str:
    return "" if tables.is_unknown(value) else score.format_value(value, sign)


def _known(value: Any, form: str) -> str:
    return "" if tables.is_unknown(value) else f"{value:{form}}"


def _escaped(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    return ([tables.escape_markdown(cell) for cell in row] for row in rows)


def list_studies(pages: Sequence[tuple[str, str]]) -> str:
    """The list of all studies, from (name, page)."""
    rows = [
        (f"[{name}]({name}/)", page.partition("\n")[0].lstrip("# "), read_answer(page), read_cost(page))
        for name, page in pages
    ]
    heads = ("study", "question", "answer", "cost")
    return tables.make_grid(heads, [":---"] * 4, ([cell.replace("|", "\\|") for cell in row] for row in rows))
