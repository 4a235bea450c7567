"""Texts of users and of data are shown as they are: never markup of rich, Markdown, HTML, matplotlib or a terminal."""

import json
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from runner import winners
from runner.comparison import arms
from runner.comparison.records import Panel, Picture, Series
from runner.console import screen
from runner.core import names
from runner.core.errors import UserError
from runner.core.metric_names import FINAL_LAYER
from runner.core.records import Layer
from runner.report import canvas, page, plots, tables
from runner.report.files import write_comparison
from runner.report.reading import compare_sweep
from runner.report.terminal import show_comparison
from runner.run import terminal
from runner.sweep import grid
from runner.tracking import run_writer
from runner.tracking.outbox import Outbox
from tests.stores import Run, Store, source

NASTY = ["[red]a[/red]", "[/]", "[bold", "\\[a]", ":smile:", "scope.exclude=[e1]", "$a$b$c", "$\\frac$", "_a", "__b__",
         "*c*", "**d**", "`e`", "~~f~~", "[g](http://h)", "![i](http://j)", "<script>alert(1)</script>", "<b>k</b>",
         "&lt;l", "# m", "- n", "> o", "a|b", "%{x}", "{{ p }}", "=1+1", "@q", "100 %"]  # fmt: skip
MARKDOWN = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
LONG = str([step / 1000 for step in range(500)])


def shown(capsys):
    """What is on the screen, its lines and the frames of tables taken away."""
    return re.sub(r"[\s┃│]+", "", capsys.readouterr().out)


@pytest.mark.parametrize("text", NASTY)
def test_the_terminal_shows_a_text_as_it_is(text, capsys):
    layer = Layer(text, text, 10, 12, False, text)
    screen.make_console(200).print(terminal.make_layer_table([layer]))
    screen.make_console(200).print(text)
    screen.make_console(200).print(screen.style_warning(text))
    assert shown(capsys).count(text.replace(" ", "")) == 5


@pytest.mark.parametrize("text", ["\x1b[31mred", "bell\x07", "back\x08", "\x9b2J", "a\rb", "left\u202eright"])
def test_no_text_commands_the_terminal(text, capsys):
    screen.make_console(200).print(terminal.make_layer_table([Layer(text, "Dense", 10, 12, True, text)]))
    out = capsys.readouterr().out
    assert out.count(names.make_visible(text)) == 2 and not names.CONTROL.search(out)


def test_the_plan_names_layers_in_brackets(cli, tmp_path):
    done = cli("dataset=digits", "model._target_=tests.own_models.bottleneck", "model.name='[m]'", "train.epochs=2",
               "trusted_modules=[tests.own_models]", "target_sparsity=0.8", "allow_missed_target=true",
               cwd=tmp_path, module="runner.plan")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Leave them out: scope.exclude=[tiny]; or ask for" in " ".join(done.stdout.split())


@given(st.one_of(st.sampled_from(NASTY), st.text("a_*`[]()!<>&|\\~$#-+= :1.", max_size=20)))
def test_markdown_shows_a_text_as_it_is(text):
    said = " ".join(text.split())
    (heading, _, _, inline, *_) = MARKDOWN.parse(f"- x {tables.escape_markdown(text)}")
    assert heading.type == "bullet_list_open" and {each.type for each in inline.children} <= {"text", "text_special"}
    assert " ".join("".join(each.content for each in inline.children).split()) == f"x {said}".strip()
    cells = MARKDOWN.render(tables.make_grid(["head"], ["---"], [[tables.escape_markdown(text)]]))
    assert cells.count("<td>") == 1


def test_a_list_begins_with_no_other_markup():
    for text in NASTY:
        tokens = MARKDOWN.parse(f"- {tables.escape_markdown(text)}")
        assert [token.type for token in tokens].count("paragraph_open") == 1, text
        assert not any(token.type in ("heading_open", "blockquote_open") for token in tokens), text


@pytest.mark.parametrize("text", NASTY)
def test_a_picture_shows_a_text_as_it_is(text, tmp_path, monkeypatch):
    figures = []
    save = canvas.save
    monkeypatch.setattr(canvas, "save", lambda figure, path: (figures.append(figure), save(figure, path)))
    series = [Series(text, [0, 1], [0, 1], "steps", 0), Series(text + "2", [0, 1], [0, 1], "line", 1, [0, 1], [0, 1])]
    plots.write_picture(tmp_path / "p.png", Picture("sparsity", "title", "x", "y", [Panel(text, series)]))
    (legend,) = (axes.get_legend() for axes in figures[0].axes)
    assert [each.get_text().strip() for each in legend.get_texts()] == [text, f"{text}2"]
    assert figures[0].axes[0].get_title().strip() == text
    assert not any(each.get_parse_math() for each in legend.get_texts())


def nasty_runs():
    """Three schedules, one of whose parameters is long; two of its arms differ in the end of it only."""
    long = {"schedule.steps": LONG, "schedule.other": "y" * 9000}
    for seed in range(2):
        yield Run("_a", 0.5, seed, 0.90 + seed / 100, params=long, model="[m]", dataset="$x$ <b>")
        yield Run("_a", 0.5, seed, 0.91 + seed / 100, params={**long, "schedule.steps": f"{LONG[:-1]}, 1.0]"},
                  model="[m]", dataset="$x$ <b>")  # fmt: skip
        yield Run("[/red] %{y}", 0.5, seed, 0.92, model="[m]", dataset="$x$ <b>")
        yield Run("dense", 0.0, seed, 0.93, model="[m]", dataset="$x$ <b>",
                  metrics={FINAL_LAYER.format(names.encode("conv>1")): 0.25})  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nasty")
    store = Store(folder)
    store.add_sweep("# sweep [x] <i>", nasty_runs())
    comparison = compare_sweep(store.uri, "# sweep [x] <i>")
    return comparison, {file.name: file for file in write_comparison(comparison, folder / "out")}


def test_a_report_over_nasty_names_shows_them_as_they_are(written, capsys):
    comparison, files = written
    show_comparison(comparison, [])
    out = shown(capsys)
    assert "[/red]%{y}0.5" in out and "[m]on$x$<b>" in out
    html = files["comparison.html"].read_text()
    assert "# sweep [x] &lt;i&gt;" in html and "<b>" not in html.split("<script>")[0] and "conv\\u0026gt;1" in html
    markdown = files["comparison.md"].read_text()
    assert "\n# \\# sweep [x] &lt;i>\n" in f"\n{markdown}"
    arms_of_file = set(pd.read_csv(files["comparison.csv"])["schedule"])
    assert arms_of_file == {"_a", "[/red] %{y}", "dense"}  # data are left as they are


def test_a_level_of_the_page_has_no_template_of_the_users():
    (first, *_) = page._level(Series("%{y} <b>", [0], [0.5], "level", -1, [0.4], [0.6]), 0, 1)
    assert first["hovertemplate"] == "%{text}<br>%{y:.6g}<extra></extra>" and first["text"][0] == "%{y} &lt;b&gt;"


def test_labels_of_long_parameters_are_short_and_differ(written):
    comparison, files = written
    labels = list(comparison.arms["label"])
    assert len(set(labels)) == 4 and max(map(len, labels)) <= 250
    assert sum(label.startswith("_a 0.5 (steps=[0.0, 0.001") for label in labels) == 2
    assert LONG not in files["comparison.html"].read_text()
    assert all(file.stat().st_size for file in files.values())


def test_arms_that_differ_in_many_parameters_have_a_label_of_readable_length():
    runs = [Run("a", 0.5, 0, 0.9, params={f"schedule.p{at}": seed for at in range(60)}) for seed in range(2)]
    labels = {arm.label for arm in arms.name_arms(source(runs).runs).values()}
    assert len(labels) == 2 and max(map(len, labels)) < 250


def test_what_mlflow_cannot_hold_is_cut_and_told_apart(tmp_path):
    store = Store(tmp_path)
    run_id = store.client.create_run(store.experiment("p")).info.run_id
    params = {"model": {"a>b": {"é/../c": 1}, "x" * 300: 2}, "schedule": {"one": "z" * 7000, "two": "z" * 6999 + "a"},
              **{f"many{at}": at for at in range(260)}}  # fmt: skip
    with Outbox(store.uri, tmp_path) as outbox:
        run_writer.Run(run_id, outbox).params(params)
        run_writer.Run(run_id, outbox).params(params)  # a run that goes on
    found = store.client.get_run(run_id).data.params
    assert len(found) == 264 and found["model.a:3eb.é/../c".replace("/../", "/:2e:2e/")] == "1"
    assert found["schedule.one"] != found["schedule.two"] and names.was_cut(found["schedule.one"])
    assert not names.was_cut("z" * 6000)


def test_messages_about_a_sweep_tell_arms_with_long_values_apart():
    said = [grid.name_arm(["dataset=digits", f"+schedule.table={LONG}{end}"]) for end in "ab"]
    assert said[0] != said[1] and all(len(each) < 120 and each.startswith("dataset=digits +sch") for each in said)


def test_a_winner_whose_parameter_is_cut_is_not_printed_as_if_it_were_whole():
    cut = [names.shorten("z" * 7000 + end, names.MOST_PARAM) for end in "ab"]
    runs = [Run("a", 0.5, 0, 0.9, params={"schedule.steps": value}, metrics={"val/accuracy": 0.9}) for value in cut]
    with pytest.raises(UserError, match=r"schedule.steps of the best arm of a is too long"):
        winners.choose_winners(source(runs))


def test_a_name_with_what_cannot_be_printed_is_refused(cli, tmp_path):
    done = cli("model.name='a\x1b[31mb'", cwd=tmp_path, module="runner.plan")
    assert done.returncode == 2 and "\x1b" not in done.stderr and "is no name" in done.stderr


def test_a_long_experiment_name_is_refused(cli, tmp_path):
    done = cli(f"tracking.experiment={'e' * 300}", cwd=tmp_path, module="runner.plan")
    assert done.returncode == 2 and "at most 250 characters" in done.stderr and len(done.stderr) < 300


def test_json_has_names_as_they_are():
    assert json.loads(json.dumps(Layer("conv>1", "Dense", 1, 1, True, "").as_dict()))["name"] == "conv>1"
