"""A study's arms and axes become overrides; the command may narrow the axes, not the arms."""

import hydra
import numpy as np
import pytest
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hypothesis import given as given_examples
from hypothesis import strategies as st

from runner.cli import app
from runner.config import composition
from runner.config.schema import SweepConfig
from runner.core.errors import UserError
from runner.sweep import grid

ARMS = [
    {"schedule": "polynomial", "schedule.power": [1, 3]},
    {"schedule": "constant"},
    {"schedule": "exponential", "schedule.rate": "0.1,0.2"},
]


def jobs(study, *given):
    with hydra.initialize_config_dir(str(composition.CONF), version_base="1.3"):
        loader = GlobalHydra.instance().config_loader()
        return grid.make_jobs(study, given, grid.Composer(loader, given, lambda each: hydra.compose("config", each)))


def test_each_arm_has_its_own_grid_and_all_share_the_axes():
    study = SweepConfig(control=False, arms=ARMS, axes={"target_sparsity": [0.5, 0.9], "seed": "range(0,2)"})
    overrides = [" ".join(each) for each, _ in jobs(study, "dataset=digits", "sweep.control=false")]
    arms = ["schedule=polynomial schedule.power=1", "schedule=polynomial schedule.power=3", "schedule=constant",
            "schedule=exponential schedule.rate=0.1", "schedule=exponential schedule.rate=0.2"]  # fmt: skip
    assert overrides == [
        f"{arm} target_sparsity={target} seed={seed} dataset=digits sweep.control=False"
        for arm in arms for target in (0.5, 0.9) for seed in (0, 1)
    ]  # fmt: skip


def test_a_sweep_over_choices_that_are_not_there_is_refused():
    with pytest.raises(UserError, match=r"glob\(z\*\) has no runs"):
        jobs(SweepConfig(), "schedule=glob(z*)")


def test_a_glob_finds_choices_on_the_users_own_search_path(tmp_path):
    (tmp_path / "schedule").mkdir()
    (tmp_path / "schedule" / "zigzag.yaml").write_text("name: zigzag\n_target_: runner.ramps.Cosine\n")
    found = jobs(SweepConfig(), f"hydra.searchpath=[{tmp_path}]", "schedule=glob([z*,lin*])", "sweep.control=false")
    assert {config.schedule["name"] for _, config in found} == {"zigzag", "linear"}


def test_the_command_wins_over_an_axis_of_the_same_key():
    study = SweepConfig(axes={"seed": [0, 1, 2], "target_sparsity": [0.5]})
    assert grid.expand(study, ["seed=7"]) == [["target_sparsity=0.5", "seed=7"]]


def test_equal_configurations_run_once_with_one_dense_control_a_seed():
    study = SweepConfig(arms=[{"schedule": "constant"}, {"schedule": ["constant", "dense"]}], axes={"seed": [0, 1]})
    names = [(config.schedule["name"], config.seed) for _, config in jobs(study)]
    assert sorted(names) == [("constant", 0), ("constant", 1), ("dense", 0), ("dense", 1)]


def test_the_command_cannot_set_what_the_arms_set():
    with pytest.raises(UserError, match=r"schedule is set by the arms of the study \(arm 1: schedule=polynomial"):
        grid.expand(SweepConfig(arms=ARMS), ["schedule=constant"])


@pytest.mark.parametrize("study", [SweepConfig(arms=[{}]), SweepConfig(axes={"seed": []})])
def test_what_has_no_value_is_refused(study):
    with pytest.raises(UserError, match=r"is empty|has no values"):
        grid.expand(study, [])


def test_a_parameter_of_another_schedule_is_refused_with_the_schedules_that_have_it():
    study = SweepConfig(arms=[{"schedule": "constant", "schedule.rate": [0.1, 0.2]}])
    with pytest.raises(UserError, match=r"(?s)schedule.rate=0.1 cannot run.*parameter of exponential"):
        jobs(study)


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "null"), (True, "true"), ([["fc1", "fc2"]], "[fc1,fc2]"), ({"fc1": 0.5}, "{fc1:0.5}"), (["1%", 2], "1%,2")],
)
def test_values_are_written_as_on_the_command_line(value, written):
    assert grid.expand(SweepConfig(axes={"x": value}), []) == [[f"x={written}"]]


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        (["schedule=exponential,lottery", "schedule.rate=0.2"], "schedule.rate=choice(0.2)"),
        (["schedule=glob(*)", "+schedule.x=[1,2]"], "+schedule.x=choice([1,2])"),
        (["schedule=constant,linear", "schedule.frequency=1%,2%"], "schedule.frequency=1%,2%"),
        (["schedule=constant,linear", "train.epochs=2"], "train.epochs=2"),
        (["schedule=constant", "schedule.frequency=2"], "schedule.frequency=2"),
        (["+experiments=x", "schedule.frequency=2"], "schedule.frequency=choice(2)"),
    ],
)
def test_a_parameter_of_a_swept_choice_waits_for_the_choice(given, passed_on):
    assert grid.defer_parameters(given) == [given[0], passed_on]


def test_values_put_in_after_composing_give_the_config_that_hydra_composes():
    given = ["schedule=exponential", "+schedule.more=[1,2]", "schedule.rate=0.3", "dataset=digits", "train.epochs=3",
             "~schedule.more", "scope.include=[fc*]", "trusted_modules=[mine]", "target_sparsity=0.6"]  # fmt: skip
    ((_, config),) = jobs(SweepConfig(control=False), *given, "sweep.control=false")
    assert config == app.compose([*given, "sweep.control=false"])


# --- a grid that is none ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "swept",
    [
        "prune.kernel=fast,stock", "train.threads=1,2", "train.checkpoint=true,false", "tracking.experiment=a,b",
        "tracking.log_model=true,false", "launch.jobs=1,2", "launch=local,joblib", "baseline.dir=a,b",
        "force=true,false", "allow_missed_target=true,false", "sweep.retries=0,1", "trusted_modules=[a],[b]",
    ],
)  # fmt: skip
def test_a_key_that_makes_no_other_run_is_not_swept_and_the_commands_for_both_are_named(swept):
    name, _, values = swept.partition("=")
    with pytest.raises(UserError, match=f"^{name} makes no other run") as refused:
        jobs(SweepConfig(), "seed=0,1", swept)
    for value in grid.defer_parameters([values])[0].split(","):
        assert f"seed=0 {name}={value.title() if value in ('true', 'false') else value} force=true" in str(
            refused.value
        )


def test_a_study_that_sweeps_such_a_key_is_refused_too():
    for study in (
        SweepConfig(axes={"train.threads": [1, 2]}),
        SweepConfig(arms=[{"schedule": "constant", "prune.kernel": ["fast", "stock"]}]),
        SweepConfig(arms=[{"schedule": "constant", "train.threads": 1}, {"schedule": "constant", "train.threads": 2}]),
    ):
        with pytest.raises(UserError, match="makes no other run"):
            jobs(study)


@pytest.mark.parametrize(
    ("given", "runs", "told"),
    [
        (["seed=0,0"], 1, "1 of the 2 combinations is the same run as another, made once: one is given twice."),
        (["target_sparsity=0.5,0.50"], 1, "1 of the 2 combinations is"),
        (["schedule=dense", "target_sparsity=0.5,0.6,0.7"], 1, "2 of the 3 combinations are the same runs as others"),
        (["schedule=constant", "pattern=m_by_n", "target_sparsity=0.5", "schedule.frequency=1%,5%"], 1,
         "made once: schedule.frequency=5% as schedule.frequency=1%."),
        (["seed=0,1", "train.threads=1"], 2, ""),
        (["measure=default,full"], 2, ""),
        (["schedule=constant,linear", "prune.kernel=stock"], 2, ""),
    ],
)  # fmt: skip
def test_combinations_that_are_the_same_run_are_made_once_and_that_is_told(given, runs, told):
    with hydra.initialize_config_dir(str(composition.CONF), version_base="1.3"):
        loader = GlobalHydra.instance().config_loader()
        given = [*given, "sweep.control=false"]
        compose = grid.Composer(loader, given, lambda each: hydra.compose("config", each))
        asked = grid.combine_axes(SweepConfig(), given, compose)
        assert len(grid.drop_repeats(asked, compose)) == runs
    assert told in grid.explain_repeats(asked) and bool(told) == bool(grid.explain_repeats(asked))


def test_two_files_of_data_are_two_runs(tmp_path):
    for name in "ab":
        np.savez(tmp_path / name, x=np.full((9, 4), ord(name)), y=np.arange(9) % 3)
    paths = f"dataset.path={tmp_path}/a.npz,{tmp_path}/b.npz"
    assert len(jobs(SweepConfig(control=False), "dataset=npz", paths, "sweep.control=false")) == 2


# --- a text of a study is the text that it is -----------------------------------------------------------

ODD = ["zähler", "it's", "a=b", 'a"b', "a,b", "a, b", "", " ", " a ", "null", "true", "1e3", "0.5", "nan", "{a}", "[a]",
       "(a)", "a(b)", "$", "$x", "\\", "a\\", "\\'", "C:\\x\\", "~a", "+a", "a#b", "a: b", "%", "/tmp/Größe/it's.npz",
       "tab\there", "two\nlines", "日本語", "a@b", "!", "*", "?", "a b", "--x", "é,ü", "''", '""', "}"]  # fmt: skip
PARSER = OverridesParser.create()


def read_back(name, value):
    """What Hydra reads of a value of an arm or axis, one of each that it stands for."""
    override = PARSER.parse_override(grid.make_override(name, value))
    assert override.key_or_group == name
    assert not override.is_sweep_override()
    return override.value()


@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_reaches_the_run_as_it_is_written(text):
    assert read_back("x.y", text) == text
    assert read_back("x.y", [[text, 1]]) == [text, 1]
    assert read_back("x.y", {"a": text}) == {"a": text}


@given_examples(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_text_reaches_the_run_as_it_is_written(text):
    if not grid.SWEEP.fullmatch(text):
        assert read_back("x.y", text) == text or text.strip("0123456789") in ("%", "ep", "st")


def test_texts_stay_texts_and_numbers_numbers():
    for value in ("0.5", "1", "true", "null", "1e3", 0.5, 1, True, None, "10%", "2ep", "500st", -1, 1e-05):
        read = read_back("schedule.x", value)
        assert read == value and type(read) is type(value)


def test_what_stands_for_several_values_still_does():
    for name, value, count in (
        ("seed", "range(0,5)", 5), ("schedule.rate", "0.1,0.2", 2), ("schedule.frequency", "1%,5%", 2),
        ("schedule", "constant,linear", 2), ("schedule.x", ["a,b", "it's"], 2), ("schedule.x", "choice(a,b)", 2),
    ):  # fmt: skip
        assert len(list(PARSER.parse_override(grid.make_override(name, value)).sweep_iterator())) == count


def test_odd_texts_and_keys_of_arms_and_axes_are_in_the_config_of_the_run():
    odd = {"zähler": 1, "it's": ["a,b"], "plain": {"x=y": "${seed}"}}
    texts = ["zähler", "it's", "a=b", 'a"b']
    study = SweepConfig(
        control=False, arms=[{"schedule": "constant", "+schedule.odd": odd}], axes={"schedule.name": texts}
    )
    found = [config.schedule for _, config in jobs(study, "sweep.control=false", "seed=3")]
    assert [each["name"] for each in found] == texts
    assert found[0]["odd"] == {"zähler": 1, "it's": ["a,b"], "plain": {"x=y": "3"}}


def test_a_reference_stays_one():
    study = SweepConfig(control=False, axes={"schedule.name": ["s${seed}", "${model.name}"], "seed": [4]})
    assert [config.schedule["name"] for _, config in jobs(study, "sweep.control=false")] == ["s4", "lenet_300_100"]


def test_a_key_that_hydra_cannot_read_is_refused_with_its_name():
    for name in ("schedule.größe", "a=b", "a b", "it's", ""):
        with pytest.raises(UserError, match="is no key for arms and axes"):
            grid.expand(SweepConfig(axes={name: 1}), [])
