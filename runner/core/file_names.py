"""Every file and folder that a run leaves, by its name. Scripts rely on them: a name is only ever added."""

CONFIG_FILE, PLAN_FILE, RESULT_FILE = "config.yaml", "plan.json", "result.json"
LAYERS_FILE, CURVES_FILE, MODEL_DIR = "layers.csv", "curves.png", "model"
MODEL_FILE = "model.keras"
DENSE_MODEL_FILE, DENSE_FIGURES_FILE = "dense.keras", "dense.json"  # of a dense training
TRACE_FILE, TRACE_PICTURE, LOSSES_FILE = "trace.parquet", "trace.png", "losses.parquet"
LOG_FILE, LOCK_FILE = "run.log", "run.lock"
HYDRA_DIR = ".hydra"  # what a run was told, as Hydra writes it
CHECKPOINT_DIR, CHECKPOINT_NAME = "checkpoints", "epoch-{}.checkpoint"
JOURNAL = "journal.jsonl"
OUTPUTS = "outputs"  # in the working folder: of runs, sweeps and reports
