"""Names as identity: whatever Keras lets a layer be called, it has a name of its own, and MLflow takes it."""

import posixpath
from types import SimpleNamespace

import pandas as pd
import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser
from hypothesis import given
from hypothesis import strategies as st
from mlflow.utils.validation import MAX_ENTITY_KEY_LENGTH, MAX_PARAM_VAL_LENGTH, _validate_metric_name

from runner.config.schema import ScopeConfig
from runner.core import file_names, names
from runner.core.errors import UserError
from runner.core.events import Finished
from runner.core.metric_names import FINAL_GLOBAL, FINAL_LAYER, PRUNE_SPARSITY, PRUNE_THRESHOLD, SPARSITY_LAYER
from runner.measuring import flops as cost
from runner.models import layer_names
from runner.pruning import scope, wrapping
from runner.report import command
from tests import own_models

OF_LAYERS = (FINAL_LAYER, SPARSITY_LAYER, PRUNE_SPARSITY, PRUNE_THRESHOLD)
NASTY = ["conv>1", "x" * 260, "x" * 261, "a//b", "a/b", "/a", "a/", "a", ".", "..", "a/./b", "a/../b", "", ":", ":3e",
         "conv:3e1", "a\n", "é>", "\ud800", "\x00", "Fc", "fc", "$a$", "_a", "a b", "[red]a[/red]", "<b>a</b>", "a|b",
         "a\\b", "=1+1", "%41", "emoji \N{SNAKE}", "a" * 229, "a" * 230, ">" * 77]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300), st.text("ab/.:>- _é\n\\3e", max_size=12), st.text("a/>.", min_size=70, max_size=400)
)


def accepted(layer):
    for template in OF_LAYERS:
        metric = names.name_metric(template, layer)
        _validate_metric_name(metric)
        assert len(metric) <= MAX_ENTITY_KEY_LENGTH
    return metric


@given(TEXTS)
def test_mlflow_takes_the_name_of_any_layer(name):
    accepted(name)


@pytest.mark.parametrize("name", NASTY)
def test_mlflow_takes_each_nasty_name(name):
    accepted(name)
    encoded = names.encode(name)
    assert names.decode(encoded) == name or names.WAS_CUT.fullmatch(encoded)


@given(TEXTS, TEXTS)
def test_other_names_are_encoded_otherwise(one, other):
    assert (names.encode(one) == names.encode(other)) == (one == other)


def test_nasty_names_stay_distinct_when_people_read_them():
    encoded = [names.encode(name) for name in NASTY]
    assert len(set(encoded)) == len({names.decode(each) for each in encoded}) == len(NASTY)


@given(TEXTS)
def test_what_is_not_cut_comes_back(name):
    encoded = names.encode(name)
    assert names.WAS_CUT.fullmatch(encoded) or names.decode(encoded) == name


@given(st.from_regex(r"\A[\w.\-/ ]{1,229}\Z"))
def test_what_mlflow_takes_already_stays_as_it_is(name):
    if posixpath.normpath(f"layer/{name}") == f"layer/{name}":
        assert names.encode(name) == name


@given(st.text(max_size=100))
def test_a_name_of_another_program_can_be_read(name):
    assert isinstance(names.decode(name), str)


def test_the_longest_metric_of_a_layer_fits():
    assert max(map(len, OF_LAYERS)) - len("{}") == names.MOST - names.MOST_LAYER
    assert names.MOST == MAX_ENTITY_KEY_LENGTH and names.MOST_PARAM == MAX_PARAM_VAL_LENGTH


def test_two_layers_with_one_path_have_two_names():
    found = layer_names.walk(own_models.same_path_twice((8, 8, 1), 10))
    assert [place.name for place in found if place.layer.weights] == ["first", "a/b/c 1", "a/b/c 2", "a/b/c 3", "out"]
    assert len({id(place.layer) for place in found}) == len(found)


@pytest.mark.parametrize("builder", [own_models.odd_names, own_models.same_path_twice, own_models.nested])
def test_a_layer_has_its_name_whether_it_is_wrapped_or_stripped(builder):
    from tensorflow_model_optimization.sparsity.keras import ConstantSparsity

    model = builder((8, 8, 1), 10)
    layers = scope.select_layers(model, ScopeConfig())
    wrapped = wrapping.wrap(model, layers, ConstantSparsity(0.5, 0))
    shapes = {name: [each.shape for each in tensors] for name, tensors in wrapping.read_weights(model, layers).items()}
    for found in (wrapping.read_masks(wrapped), wrapping.read_weights(wrapping.strip(wrapped), layers)):
        assert {name: [each.shape for each in tensors] for name, tensors in found.items()} == shapes


@pytest.mark.parametrize(
    ("pattern", "skipped"),
    [
        ("a/b/c", {"a/b/c 1", "a/b/c 2", "a/b/c 3"}),
        ("a/*", {"a/b/c 1", "a/b/c 2", "a/b/c 3"}),
        ("a/b/c 2", {"a/b/c 2"}),
        ("first", {"first"}),
    ],
)
def test_a_pattern_of_the_scope_finds_a_layer_by_path_and_by_name(pattern, skipped):
    layers = scope.select_layers(own_models.same_path_twice((8, 8, 1), 10), ScopeConfig(exclude=[pattern]))
    assert {layer.name for layer in layers if not layer.pruned} == skipped


def test_flops_are_of_each_layer_where_two_have_one_path():
    model = own_models.same_path_twice((8, 8, 1), 10)
    flops = cost.count_layer_flops(cost.find_kernels(model))
    assert flops == {place.name: (2 * place.layer.kernel.numpy().size,) * 2 for place in layer_names.walk(model)
                     if place.layer.weights}  # fmt: skip


@pytest.mark.parametrize(
    ("builder", "told"),
    [(own_models.shared_part, "left/part/d and right/part/d share"), (own_models.shared_in_a_wrapper, "share their")],
)
def test_a_layer_at_two_places_is_refused_before_training(builder, told):
    with pytest.raises(UserError, match=told):
        scope.select_layers(builder((8, 8, 1), 10), ScopeConfig(exclude=["d", "*/d"]))


def test_a_remedy_can_be_pasted():
    parser = OverridesParser.create()
    for name in ("fc1", "conv>1", "b/d 1", "a//b", "..", "stage[12]", "true", "1", "a,b", "x{y}"):
        given = parser.parse_override(f"scope.exclude={names.list_names([name, 'fc2'])}").value()
        assert [str(each) for each in given] == [name, "fc2"]
        (key,) = parser.parse_override(f"scope.targets={{{names.name_key(name)}: 0.5}}").value()
        assert scope._matches(str(key), layer_names.Place(name, SimpleNamespace(), (name,)))


@pytest.fixture(scope="module")
def odd(train_run):
    """A real run of a model whose layers have odd names."""
    builder = ["model._target_=tests.own_models.odd_names", f'model.name="{ODD}"', "trusted_modules=[tests.own_models]"]
    return train_run(*builder, "target_sparsity=0.5", "schedule=constant", "train.epochs=1", "baseline.epochs=1",
                     "tracking.experiment=odd", "tracking.layers=update")  # fmt: skip


ODD = "_odd$x$ <b> [i] *&amp;*"
LAYERS = [name for name in own_models.ODD_NAMES if name != "b/d"] + ["b/d 1", "b/d 2", "out"]


def test_a_model_of_odd_names_is_trained_and_tracked(odd, client):
    _, event, folder = odd
    assert isinstance(event, Finished), event
    tracked = client.get_run(event.result.run_id).data.metrics
    assert tracked[FINAL_GLOBAL] == pytest.approx(0.5, abs=1e-3)
    for template in OF_LAYERS:
        prefix = template.format("")
        found = {key.removeprefix(prefix): value for key, value in tracked.items() if key.startswith(prefix)}
        assert set(found) == {names.encode(name) for name in LAYERS}
        if template != PRUNE_THRESHOLD:
            assert all(value == pytest.approx(0.5, abs=0.01) for value in found.values()), template
    table = pd.read_csv(folder / file_names.LAYERS_FILE)
    assert set(table["layer"]) == set(LAYERS)
    assert all(tracked[metric] == achieved for metric, achieved in zip(table["metric"], table["achieved"], strict=True))
    columns = pd.read_parquet(folder / file_names.TRACE_FILE).columns
    assert {f"sparsity/{names.encode(name)}" for name in LAYERS} <= set(columns)


def test_the_report_shows_odd_names_as_they_are(odd, place, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert command.main(["--experiment", "odd", "--uri", f"sqlite:///{place}/mlflow.db", "--out", "out"]) == 0
    page = (tmp_path / "out" / "comparison.html").read_text()
    assert "conv\\u0026gt;1" in page and "conv:3e1" not in page.split("<script>")[-1]
    assert ODD in " ".join(capsys.readouterr().out.split())
