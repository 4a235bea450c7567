"""The figures of a dense model, read from a file that anybody may have written: numbers, and nothing else."""

from __future__ import annotations

import functools
from typing import Annotated, Any, Literal

from runner.core.metric_names import SIZE_FORMATS
from runner.core.records import Measured
from runner.models import archive

LARGEST = 2**20  # bytes
_MOST_SAID = 1000  # characters of why a figure is missing


def parse(content: bytes) -> Measured:
    """The measurements of a model, as :func:`dataclasses.asdict` and JSON write them.

    Raises:
        ValueError: they are no such measurements: one is missing, unknown, or not what it must be.
    """
    from pydantic import ValidationError

    found = archive.parse(content)
    try:
        return Measured(**_form().model_validate(found).model_dump())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = _shown(".".join(map(str, first["loc"])))[:50]
        raise ValueError(f"its figures are none of a model: {where or 'all'}: {first['msg']}") from None


@functools.cache
def _form() -> Any:
    """What the measurements of a model are, by their names."""
    from pydantic import AfterValidator, ConfigDict, Field, create_model

    share: Any = Annotated[float, Field(ge=0, le=1)]
    count: Any = Annotated[int, Field(ge=0)]
    sha256: Any = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    said: Any = Annotated[str, AfterValidator(_shown)]
    name: Any = Literal[(*SIZE_FORMATS, *(f"accuracy_{each}" for each in SIZE_FORMATS))]
    form: Any = create_model(
        "Figures",
        __config__=ConfigDict(extra="forbid", strict=True, allow_inf_nan=False),
        loss=(float, ...),
        accuracy=(share, ...),
        sizes=(dict[name, count], ...),
        weights_sha256=(sha256, ...),
        accuracies=(dict[name, share], {}),
        classes_predicted=(count | None, None),
        missing=(dict[name, said], {}),
    )
    return form


def _shown(text: str) -> str:
    """A text for people: what a terminal would act on is taken out."""
    return "".join(each if each.isprintable() else " " for each in text)[:_MOST_SAID]
