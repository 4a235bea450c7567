"""The least that the same trainings cost with Keras: one process that only calls ``fit`` and ``evaluate``.

``python -m tests.benchmarks.fit_alone ARMS``, a JSON list of [schedule, target, seed]. Each seed's dense
model is trained once, then each arm is pruned from it: plain ``tf_keras`` and tfmot, with the threads and
kernels that they take by themselves.
"""

import json
import sys

import tensorflow_model_optimization as tfmot
import tf_keras as keras

from tests.benchmarks import lenet


def main():
    train, val, test = lenet.load()
    dense = {}
    for schedule, target, seed in json.loads(sys.argv[1]):
        keras.utils.set_random_seed(seed)
        keras.backend.clear_session()
        model = lenet.build()
        if seed not in dense:
            fit(model, train, val, test, [])
            dense[seed] = model.get_weights()
        model.set_weights(dense[seed])
        pruned = lenet.prune(model, schedule, target, len(train[0]))
        fit(pruned, train, val, test, [tfmot.sparsity.keras.UpdatePruningStep()])


def fit(model, train, val, test, callbacks):
    lenet.compile_model(model)
    model.fit(*train, batch_size=lenet.BATCH, epochs=lenet.EPOCHS, validation_data=val, callbacks=callbacks, verbose=0)
    model.evaluate(*test, batch_size=lenet.BATCH, verbose=0)


if __name__ == "__main__":
    main()
