"""The least that a sweep can cost: one process that only calls ``fit``, for the same steps.

``python -m tests.benchmarks.fit_alone ARMS``, a JSON list of [schedule, target, seed]. Each seed's dense
model is trained once, then each arm is pruned from it, with the runner's own models, data and ``fit``.
"""

import json
import sys

from runner.cli import app
from runner.core import durations, environment
from runner.data import datasets


def main() -> None:
    """Train everything; keep nothing."""
    from runner.pruning import wrapping
    from runner.run import matching, planning
    from runner.training import fit as train

    dense = {}
    for schedule, target, seed in json.loads(sys.argv[1]):
        config = app.compose([f"schedule={schedule}", f"target_sparsity={target}", f"seed={seed}"])
        dataset = datasets.load(config.dataset)
        if not dense:
            train.prepare(None)
        train.seed_everything(seed)
        matched = matching.match(config, dataset)
        model = matched.model
        if seed not in dense:
            fit(model, dataset, config.baseline, seed)
            dense[seed] = model.get_weights()
        model.set_weights(dense[seed])
        clock = durations.Clock.of(len(dataset.train), config.train.batch_size, config.train.epochs)
        _, built, planned = planning.plan_schedule(config, clock)
        targets = planning.place_layers(config, matched, planned)
        planned = targets.plan
        fit(wrapping.wrap(model, targets.layers, built), dataset, config.train, seed, planned)


def fit(model, dataset, config, seed, pruning=None):
    """A training, with nobody who listens."""
    from runner.training import fit as train

    train.fit(
        model,
        dataset,
        config,
        seed,
        phase="",
        tell=lambda event: None,
        on_epoch=lambda epoch: None,
        pruning=pruning,
        engine="fit",
    )


if __name__ == "__main__":
    environment.prepare()
    main()
