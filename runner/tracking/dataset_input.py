"""The dataset as MLflow's input of a run, so that the dashboard shows and filters by it."""

from __future__ import annotations

import json

from runner.config.schema import STRATIFIED, DatasetConfig
from runner.core import names
from runner.data.parts import Dataset
from runner.data.splitting import SPLITS

DIGEST = 36  # characters, MLflow's limit


def describe_dataset(dataset: Dataset, config: DatasetConfig) -> dict[str, str]:
    """What MLflow keeps of a dataset: texts, some of them JSON.

    ``digest`` is the beginning of the SHA-256 over all bytes of all splits, which ``profile`` has whole, beside the
    number of examples in each split, and those that are others each time. One input stands for the three splits: MLflow
    knows a dataset by name and digest.
    """
    examples = {f"{split}_examples": len(getattr(dataset, split)) for split in SPLITS}
    profile = {
        **examples,
        "shape": list(dataset.shape),
        dataset.task.counted: dataset.task.outputs,
        "sha256": dataset.sha256,
    }
    if changing := [split for split in SPLITS if not getattr(dataset, split).repeats]:
        profile["cannot_be_repeated"] = changing
    if len(dataset.told) > 1 or config.split != STRATIFIED:  # else it is read as it always was
        profile["read"] = list(dataset.told)
    source = {"uri": config.path} if config.path else {"tags": {"mlflow.source.name": config._target_}}
    return {
        "name": names.shorten(dataset.name, names.MOST),
        "digest": dataset.sha256[:DIGEST],
        "source_type": "local" if config.path else "code",
        "source": json.dumps(source),
        "profile": json.dumps(profile),
        "context": ", ".join(SPLITS),
    }
