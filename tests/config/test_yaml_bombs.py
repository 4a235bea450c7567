"""YAML that would not end, brackets without number, sweeps that nobody can wait for: refused in a second."""

import itertools
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given as given_examples
from hypothesis import strategies as st

from runner.cli import app
from runner.config import vetting
from runner.console import heartbeat, messages
from runner.core import yaml_file
from runner.core.errors import UserError
from runner.sweep import grid

LETTERS = "abcdefghi"
BILLIONS = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n" for before, name in itertools.pairwise(LETTERS)
)
LEVELS = 3_000
BOMBS = {
    "aliases": (BILLIONS, "line 4: it holds more than 10,000 values"),
    "aliases of a mapping": ("a: &a {x: [" + "1," * 900 + "]}\nb: [" + "*a," * 20 + "]\n", "line 2: it holds more"),
    "merged": (
        "a: &a {x: [" + "1," * 900 + "]}\n" + "".join(f"b{i}: {{<<: *a}}\n" for i in range(20)),
        "it holds more",
    ),
    "a list in itself": ("a: &a [*a]\n", "line 1: *a stands within &a: it holds itself"),
    "a mapping in itself": ("a: &a\n  b: {c: *a}\n", "line 2: *a stands within &a"),
    "all in itself": ("&all {seed: *all}\n", "it holds itself"),
    "lists": (f"a: {'[' * LEVELS}{']' * LEVELS}\n", "more than 50 levels"),
    "mappings": (f"a: {'{a: ' * LEVELS}1{'}' * LEVELS}\n", "more than 50 levels"),
    "blocks": ("\n".join(f"{' ' * at}a:" for at in range(400)), "line 51: it is nested more than 50 levels"),
    "dashes": ("a:\n  " + "- " * LEVELS + "x\n", "more than 50 levels"),
    "never closed": ("a: " + "[" * 100_000, "more than 50 levels"),
    "levels by aliases": (
        "a: &a " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 20 + "*a" + "]" * 20,
        "line 2: it is nested",
    ),
    "references": (f"seed: '{'${a:' * LEVELS}x{'}' * LEVELS}'\n", "a reference is nested more than 50 levels"),
    "digits": (f"seed: {'9' * 5_000}\n", "a number has 5,000 digits"),
    "size": ("# " + "x" * 300_000 + "\nseed: 1\n", "larger than 262,144 bytes"),
    "not YAML to libyaml": ("a: [x?y, ?]\n" + BILLIONS[3:], "c"),
}
PLACES = {
    "a study": ("experiments/x.yaml", lambda: app.compose_sweep(["+experiments=x"])),
    "a choice": ("own/schedule/x.yaml", lambda: app.compose(["hydra.searchpath=[own]", "schedule=x"])),
}


@pytest.mark.parametrize(("text", "why"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_in_a_second_with_its_line(tmp_path, text, why):
    file = tmp_path / "x.yaml"
    file.write_text(text)
    begun = time.process_time()
    with pytest.raises((UserError, yaml.YAMLError), match=why.replace("*", r"\*").replace("(", r"\(")) as refused:
        yaml_file.read(file)
    assert time.process_time() - begun < 1
    assert str(file) in str(refused.value) or isinstance(refused.value, yaml.YAMLError)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["aliases", "a list in itself", "lists", "references"])
def test_hydra_reads_no_bomb(tmp_path, monkeypatch, place, name):
    monkeypatch.chdir(tmp_path)
    where, command = PLACES[place]
    (tmp_path / where).parent.mkdir(parents=True)
    (tmp_path / where).write_text(BOMBS[name][0])
    assert BOMBS[name][1] in app.find_refusal(command)


def test_the_command_refuses_a_bomb_in_one_message(cli, tmp_path):
    (tmp_path / "experiments").mkdir()
    (tmp_path / "experiments" / "x.yaml").write_text(BILLIONS)
    for module in ("runner", "runner.plan", "runner.study"):
        done = cli("x" if module == "runner.study" else "+experiments=x", cwd=tmp_path, module=module)
        assert done.returncode == 2, done.stdout
        assert "x.yaml, line 4: it holds more than 10,000 values" in done.stderr
        assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("mlflow.db*"))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


@given_examples(values)
def test_an_ordinary_file_is_no_bomb(value):
    yaml_file.check_yaml_text(yaml.safe_dump(value, allow_unicode=True), "x")


def test_aliases_that_stand_for_little_are_allowed():
    yaml_file.check_yaml_text("a: &a {x: 1}\nb: *a\nc: {<<: *a, y: [*a, *a]}\nd: *unknown\n", "x")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("+schedule.x=" + "[" * 400 + "]" * 400, "+schedule.x is given brackets more than 50 levels deep"),
        ("+schedule.x=" + "[" * LEVELS + "]" * LEVELS, "more than 50 levels"),
        ("+schedule.x=" + "{a:" * 400 + "1" + "}" * 400, "more than 50 levels"),
        ("+schedule.x=" + "${a:" * 400 + "}" * 400, "more than 50 levels"),
        ("seed=" + "int(" * 400 + "1" + ")" * 400, "more than 50 levels"),
        ("+schedule.x=" + "{a:" * LEVELS + "1" + "}" * LEVELS, "more than 10,000"),
        ("seed=" + ",".join(map(str, range(30_000))), "more than 10,000: give fewer values, or a range"),
        ("+schedule.x='" + "y" * 20_000 + "'", "is given 20,0"),
    ],
)
def test_a_command_is_no_bomb_either(given, why):
    begun = time.process_time()
    for command in (app.compose, app.compose_sweep):
        assert why in app.find_refusal(lambda command=command: command(["dataset=digits", given]))
    assert time.process_time() - begun < 3


def test_what_is_nested_too_deeply_for_python_is_a_refusal():
    assert messages.is_refusal(RecursionError("maximum recursion depth exceeded"))
    assert "nested too deeply" in messages.explain(RecursionError("maximum recursion depth exceeded"))


# --- sweeps that nobody can wait for ----------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        ["seed=range(100000)"],
        ["seed=shuffle(range(1000000000000))"],
        ["seed=range(0,200)", "target_sparsity=range(0.1,0.9,0.001)"],
    ],
    ids=" ".join,
)
def test_a_sweep_of_too_many_runs_is_refused_with_their_number(given):
    begun = time.process_time()
    said = app.find_refusal(lambda: app.compose_sweep(["dataset=digits", *given]))
    assert "runs, more than 10,000: sweep fewer values, or make several sweeps of it" in said
    assert time.process_time() - begun < 3


def test_a_study_of_too_many_runs_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("experiments").mkdir()
    Path("experiments/x.yaml").write_text("sweep: {axes: {seed: 'range(0,100000)'}}\n")
    Path("experiments/y.yaml").write_text(f"sweep: {{axes: {{seed: {list(range(9000))}}}}}\n")
    assert "has 100,000 runs" in app.find_refusal(lambda: app.compose_sweep(["+experiments=x"]))
    assert "seed is given" in app.find_refusal(lambda: app.compose_sweep(["+experiments=y"]))


def test_the_command_refuses_100_000_seeds_at_once(cli, tmp_path):
    done = cli("-m", "dataset=digits", "seed=range(100000)", cwd=tmp_path, timeout=60)
    assert done.returncode == 2
    assert "seed=range(100000) has 100,000 runs, more than 10,000" in done.stderr


def test_what_takes_long_says_how_far_it_is():
    lines = []
    for _ in heartbeat.count_parts("abcdefg", 7, "reading the letters"):
        lines.append(heartbeat.make_line(time.monotonic()))
    assert lines[0] == "still reading the letters, 1 of 7 (0 s)"
    assert lines[-1] == "still reading the letters, 7 of 7 (0 s)"


def test_a_count_is_that_of_the_runs_that_are_made():
    for text in ("1,2,2", "range(5)", "range(1,10,3)", "range(0.1,0.5,0.1)", "choice(a,b)", "shuffle(range(5))", "7"):
        parsed = grid.OverridesParser.create().parse_override(f"x={text}")
        made = list(parsed.sweep_iterator()) if parsed.is_sweep_override() else [1]
        assert grid._count(parsed) == len(made), text
    vetting.check_override("seed=range(10)")
