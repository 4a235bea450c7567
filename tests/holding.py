"""A process that holds the lock of a folder; it imports nothing heavy, so that it is there at once."""


def hold(folder, pipe):
    """Hold a run's lock until told to let go."""
    from runner.tracking import liveness

    with liveness.hold_lock(folder) as tags:
        pipe.send(tags)
        pipe.recv()
