"""Small real data sets that scikit-learn brings along, for several tasks: no download, features as they are."""

from __future__ import annotations

from typing import Any

Arrays = dict[str, tuple[Any, Any]]


def diabetes(path: str | None = None) -> Arrays:
    """442 patients, 10 features; how far the disease went on in a year, from 25 to 346 (Efron 2004)."""
    return _load("diabetes", scaled=False)


def breast_cancer(path: str | None = None) -> Arrays:
    """569 tumours, 30 features of their cells; 1 is benign (Wolberg 1995)."""
    return _load("breast_cancer")


def wine(path: str | None = None) -> Arrays:
    """178 wines, 13 features; which of three growers (Forina 1991)."""
    return _load("wine")


def linnerud(path: str | None = None) -> Arrays:
    """20 men, 3 exercises; their weight, waist and pulse: three values to predict (Tenenhaus 1998)."""
    return _load("linnerud")


def _load(name: str, **how: Any) -> Arrays:
    from sklearn import datasets

    bunch = getattr(datasets, f"load_{name}")(**how)
    return {"train": (bunch.data, bunch.target)}
