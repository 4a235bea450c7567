"""How to read a comparison, told for the score that its runs are judged by: what is better, and what a margin is of."""

from __future__ import annotations

import math

from runner.comparison.records import SEVERAL, Comparison
from runner.core.score import ACCURACY, Score

METHOD = (
    "Intervals are 95 % intervals of Student's t with n - 1 degrees of freedom over the seeds, sd is the sample "
    "standard deviation (ddof 1). There is none where all seeds are equal, which is no certainty{count}, nor where it "
    "would leave what {score} can be{ends}.",
    "Differences are paired by seed{better}; p is the two-sided paired t-test, p (Holm) is corrected for the number of "
    "arms in the table.",
    "The area is the mean test {score} under the straight lines through a schedule's operating points, by "
    "trapezoids, over the range of sparsity that all ranked schedules of the table cover; its interval is over the "
    "seeds that have all points.",
    "A rank counts among the arms with the same {group} and target, and orders means{first}. On a Pareto front is what "
    "no other arm beats in mean {score} at the same or a smaller size (TFLite, gzip), or at the same or a "
    "higher sparsity, whatever the noise.",
    "Among best: may be the best, given the noise. Of those that are not, it is sure that another is at least as good; "
    "the set has the true best in it at 95 % (multiple comparisons with the best, Hsu 1984: differences paired by "
    "seed, each with its own variance, Bonferroni over the comparisons of one with the others). To others: the "
    "distance to the best of the others, with simultaneous 95 % limits.",
    "Lossless to: the highest target up to which, target by target from the lowest, an arm surely loses less than the "
    "margin of {margin} against the dense control: {within}. Lossless next: the target that stops it, and why. Lost: "
    "surely more than the margin. Undecided: the interval reaches across it, or there is none.",
    "No rank has an arm that ended elsewhere than at its target, that was not given the same chance, or that "
    "collapsed: half of its seeds, or their mean, are no better than {always}. A schedule with such an arm has no "
    "rank, and does not narrow the range of the others.",
    "Missed by is target minus achieved sparsity: above 0, fewer zeros than asked. Regrown is what came back into the "
    "masks in all updates together, as a share of the prunable weights. Sizes are bytes, compression is "
    "the dense model's size divided by the pruned one's.",
)


def explain_method(comparison: Comparison) -> list[str]:
    """How the figures are made, with the margin that was used."""
    score = comparison.score
    told = {
        "score": score.title,
        "count": f", since {score.title} is a count" if score == ACCURACY else "",
        "ends": ", from 0 to 1" if score.is_share else f", {score.high:g} at most" if math.isfinite(score.high) else "",
        "better": _tell_direction(score, "below 0 is better"),
        "first": _tell_direction(score, "the lowest is first"),
        "group": "model, dataset, score" if score is SEVERAL else "model, dataset",
        "margin": tell_margin(comparison),
        "within": _tell_within(score, comparison.margin),
        "always": "always giving the most frequent class of train" if score == ACCURACY else "the best constant answer",
    }
    return [line.format(**told) for line in METHOD]


def name_area(comparison: Comparison) -> str:
    """The title of the ranking."""
    return f"Schedules by area under {comparison.score.heading}"


def tell_margin(comparison: Comparison) -> str:
    """How much a lossless arm may lose."""
    score, margin = comparison.score, f"{comparison.margin:g}"
    if score is SEVERAL:
        return f"{margin} (of a score that is not from 0 to 1: {margin} of the control's)"
    return margin if score.is_share else f"{margin} of the control's {score.title}"


def tell_loss(comparison: Comparison) -> str:
    """The same, and on which side of the control."""
    side = "behind" if comparison.score is SEVERAL else "above" if comparison.score.lower_is_better else "below"
    return f"{tell_margin(comparison)} {side} the dense control"


def _tell_direction(score: Score, what: str) -> str:
    """What holds where lower is better."""
    if score is SEVERAL:
        return f"; of a score of which lower is better {what}"
    return f"; {what}" if score.lower_is_better else ""


def _tell_within(score: Score, margin: float) -> str:
    if score is SEVERAL:
        return "the end of the 95 % interval of the difference that is worse is within it"
    of = "" if score.is_share else f" of the control's {score.title}"
    end, side, limit = ("upper", "below", margin) if score.lower_is_better else ("lower", "above", -margin)
    return f"the {end} end of the 95 % interval of the difference is {side} {limit:g}{of}"
