"""Every metric that a run or a sweep logs, by the name that MLflow shows.

They stand here once: dashboards and scripts rely on them, so a name is only ever added. A layer's is filled in by
:func:`runner.core.names.name_metric`. Units: sizes are bytes, times seconds unless they say so, sparsity is the
fraction of zeros in [0, 1].
"""

TRAIN_SCORE, VAL_SCORE, TEST_SCORE = "train/{}", "val/{}", "test/{}"  # with the name of a score, see core.score
DENSE_TEST_SCORE, TEST_SCORE_CHANGE, TEST_SCORE_LITE = "dense/test_{}", "test/{}_change", "test/{}_{}"  # score, format
TEST_TRIVIAL_SCORE, VAL_TRIVIAL_SCORE = "test/trivial_{}", "val/trivial_{}"
TRAIN_LOSS, TRAIN_ACCURACY = "train/loss", "train/accuracy"
VAL_LOSS, VAL_ACCURACY = "val/loss", "val/accuracy"
TRAIN_PENALTY, VAL_PENALTY = "train/penalty", "val/penalty"  # what regularizers add to the loss, not in it
KEPT_EPOCH = "train/kept_epoch"  # whose weights a training ended with, where it was not to be the last
LEARNING_RATE = "train/learning_rate"  # of an epoch's last step, where it is not constant
SPARSITY_PLANNED, SPARSITY_GLOBAL = "sparsity/planned", "sparsity/global"
SPARSITY_LAYER = "sparsity/layer/{}"

PRUNE_PLANNED, PRUNE_ACHIEVED = "prune/planned", "prune/achieved"
PRUNE_CHURN, PRUNE_PRUNED, PRUNE_REGROWN = "prune/mask_churn", "prune/mask_pruned", "prune/mask_regrown"
PRUNE_LOSS_BEFORE, PRUNE_LOSS_AFTER = "prune/loss_before", "prune/loss_after"
PRUNE_RECOVERY = "prune/recovery_steps"
PRUNE_EFFECTS = (PRUNE_LOSS_BEFORE, PRUNE_LOSS_AFTER, PRUNE_RECOVERY)  # known when training is over
PRUNE_SPARSITY, PRUNE_THRESHOLD = "prune/sparsity/{}", "prune/threshold/{}"

DENSE_SPARSITY, ZEROS_KEPT = "dense/sparsity_global", "final/zeros_kept"
TEST_ACCURACY, TEST_LOSS = "test/accuracy", "test/loss"
TEST_EXAMPLES, TEST_CLASSES, TEST_PREDICTED = "test/examples", "test/classes", "test/classes_predicted"
TEST_TRIVIAL, VAL_TRIVIAL = "test/trivial_accuracy", "val/trivial_accuracy"
SHORT_OF_WEIGHTS = "final/outputs_short_of_weights"
TEST_ACCURACY_TFLITE, TEST_ACCURACY_INT8 = "test/accuracy_tflite", "test/accuracy_int8"
DENSE_TEST_ACCURACY, TEST_ACCURACY_CHANGE = "dense/test_accuracy", "test/accuracy_change"
FINAL_GLOBAL, FINAL_MODEL = "final/sparsity_global", "final/sparsity_model"
FINAL_LAYER = "final/sparsity_layer/{}"
TARGET_MISSED_BY = "final/target_missed_by"
FINAL_REGROWN = "final/mask_regrown"
SIZE_FORMATS = ("keras", "keras_gzip", "tflite", "tflite_gzip", "int8", "int8_gzip")
SIZE, DENSE_SIZE, COMPRESSION = "size/{}", "dense_size/{}", "compression/{}"
SIZE_SPARSE = "size/tflite_sparse"
COST_PARAMS, COST_NONZERO = "cost/params", "cost/nonzero_params"
COST_FLOPS, COST_EFFECTIVE_FLOPS = "cost/flops", "cost/effective_flops"
COST_SPEEDUP = "cost/theoretical_speedup"
COST_DENSE_BYTES, COST_BITMAP_BYTES, COST_CSR_BYTES = "cost/dense_bytes", "cost/bitmap_bytes", "cost/csr_bytes"
COST_TRAINING_FLOPS, COST_TRAINING_FLOPS_DENSE = "cost/training_flops", "cost/training_flops_dense"
LATENCY, LATENCY_LOW, LATENCY_HIGH = "latency/{}_ms", "latency/{}_ms_low", "latency/{}_ms_high"
LATENCY_SPEEDUP, LATENCY_SPARSE_SPEEDUP = "latency/speedup", "latency/sparse_speedup"
TIME = "time/{}_s"
TIMINGS = ("time/", "latency/")  # how the names begin whose values are never the same again

RUNS_PLANNED, RUNS_FINISHED, RUNS_FAILED = "sweep/planned", "sweep/finished", "sweep/failed"
RUNS_SKIPPED, RUNS_STOPPED = "sweep/skipped", "sweep/stopped"
