"""The figures of a dense model, read from a file that anybody may have written: numbers, and nothing else."""

from __future__ import annotations

import functools
from typing import Annotated, Any, Literal

from runner.config.task import OWN_NAME
from runner.core.metric_names import SIZE_FORMATS
from runner.core.records import Measured
from runner.core.score import ACCURACY, SCORES
from runner.models import archive

LARGEST = 2**20  # bytes
OLD_NAMES = {"accuracies": "of_formats", "classes_predicted": "answers"}
_MOST_SAID = 1000  # characters of why a figure is missing


def parse(content: bytes) -> Measured:
    """The measurements of a model, as :func:`dataclasses.asdict` and JSON write them.

    Raises:
        ValueError: they are no such measurements: one is missing, unknown, or not what it must be.
    """
    from pydantic import ValidationError

    found = archive.parse(content)
    if isinstance(found, dict):
        found = _rename_for_today(found)
    try:
        return Measured(**_form().model_validate(found).model_dump())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = _shown(".".join(map(str, first["loc"])))[:50]
        raise ValueError(f"its figures are none of a model: {where or 'all'}: {first['msg']}") from None


def _rename_for_today(found: dict[str, Any]) -> dict[str, Any]:
    """As an earlier version wrote it, which knew accuracy alone, by the names of today."""
    found = {OLD_NAMES.get(name, name): value for name, value in found.items()}
    if "accuracy" in found and "figures" not in found:
        found["figures"] = {ACCURACY.name: found.pop("accuracy")}
    return found


@functools.cache
def _form() -> Any:
    """What the measurements of a model are, by their names."""
    from pydantic import AfterValidator, ConfigDict, Field, create_model

    count: Any = Annotated[int, Field(ge=0)]
    sha256: Any = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    said: Any = Annotated[str, AfterValidator(_shown)]
    form_name: Any = Literal[SIZE_FORMATS]
    score: Any = Annotated[str, Field(pattern=f"^{OWN_NAME.pattern}$")]  # of the runner, or of a task of the user's
    missing: Any = Annotated[str, Field(pattern=f"^({OWN_NAME.pattern}_)?({'|'.join(SIZE_FORMATS)})$")]
    form: Any = create_model(
        "Figures",
        __config__=ConfigDict(extra="forbid", strict=True, allow_inf_nan=False),
        loss=(float, ...),
        figures=(Annotated[dict[score, float], AfterValidator(_check_figures)], ...),
        sizes=(dict[form_name, count], ...),
        weights_sha256=(sha256, ...),
        of_formats=(dict[form_name, float], {}),
        answers=(count | None, None),
        missing=(dict[missing, said], {}),
    )
    return form


def _check_figures(figures: dict[str, float]) -> dict[str, float]:
    for name, value in figures.items():
        if name in SCORES and not SCORES[name].low <= value <= SCORES[name].high:
            raise ValueError(f"{name} cannot be {value:g}")
    return figures


def _shown(text: str) -> str:
    """A text for people: what a terminal would act on is taken out."""
    return "".join(each if each.isprintable() else " " for each in text)[:_MOST_SAID]
