"""What the fork server imports once, so that each run's process has it at once.

What libraries put off until they are first used is done here too: each run would pay for it again.
"""

import contextlib
import functools
import gc
import io

from runner.core import environment

environment.prepare()
gc.disable()  # nothing of what is imported is garbage
with environment.quiet_stderr():
    import mlflow.pyfunc
    import mlflow.store.db.utils
    import mlflow.store.tracking.sqlalchemy_store
    import mlflow.tensorflow
    import pandas as pd
    import sklearn.model_selection  # noqa: F401
    from mlflow.utils import requirements_utils
    from sqlalchemy.orm import configure_mappers

    from runner.run import conversion, experiment  # noqa: F401

configure_mappers()
pd.DataFrame().to_parquet(io.BytesIO())
requirements_utils.warn_dependency_requirement_mismatches(["tensorflow"])  # reads what is installed
with contextlib.suppress(AttributeError):  # it reads all of its migrations each time that a store is opened
    of_mlflow = mlflow.store.db.utils
    of_mlflow._get_latest_schema_revision = functools.cache(of_mlflow._get_latest_schema_revision)
    of_mlflow._get_latest_schema_revision()
conversion.warm()
gc.enable()
gc.freeze()  # what is here stays: no collection in a run looks through it, and its pages stay shared
