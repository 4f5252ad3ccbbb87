"""`check`, `show` and the command line: exit statuses and what is printed. DESIGN.md, "Commands"."""

import json

import pytest

from content import write_event


@pytest.fixture
def good(content):
    return write_event(content / "meetings" / "good.md")


@pytest.fixture
def bad(content):
    """Line 4, column 6: an end before its start."""
    return write_event(content / "meetings" / "bad.md", start="2027-02-10 20:00", end="2027-02-10 18:00")


@pytest.fixture
def odd(content):
    """A warning: a start without any end."""
    path = content / "meetings" / "odd.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\ntitle: Odd\nstart: 2027-02-10 18:00\n---\n")
    return path


def problems_of(result):
    return json.loads(result.stdout)["problems"]


def test_good_content_exits_0_and_says_nothing_wrong(run, content, good):
    result = run("check", content)
    assert result.returncode == 0
    assert "error:" not in result.stdout + result.stderr
    assert "warning:" not in result.stdout + result.stderr


def test_an_error_exits_1_with_line_source_and_caret(run, content, good, bad):
    result = run("check", content)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    head = next(index for index, line in enumerate(lines) if "error:" in line)
    assert "meetings/bad.md:4:" in lines[head]
    assert "good.md" not in result.stdout
    source, caret = lines[head + 1], lines[head + 2]
    assert "end: 2027-02-10 18:00" in source
    column = int(lines[head].split("bad.md:4:")[1].split(":")[0])
    offset = source.index("end: 2027-02-10 18:00")
    assert caret.index("^") == offset + column - 1


def test_a_warning_exits_0(run, content, odd):
    result = run("check", content)
    assert result.returncode == 0
    assert "meetings/odd.md:" in result.stdout
    assert "warning:" in result.stdout
    assert "no end" in result.stdout


def test_single_files_may_be_named(run, good, bad):
    assert run("check", good).returncode == 0
    assert run("check", bad).returncode == 1
    assert run("check", good, bad).returncode == 1


def test_json_names_each_problem(run, content, good, bad, odd):
    result = run("check", content, "--format", "json")
    assert result.returncode == 1
    problems = problems_of(result)
    assert [(problem["severity"], problem["file"].rsplit("/", 1)[1]) for problem in problems] == [
        ("error", "bad.md"),
        ("warning", "odd.md"),
    ]
    error = problems[0]
    assert set(error) >= {"severity", "file", "line", "column", "message", "hint"}
    assert error["line"] == 4
    assert error["column"] >= 1
    assert error["message"]


def test_json_of_good_content_is_empty(run, content, good):
    result = run("check", content, "--format", "json")
    assert result.returncode == 0
    assert problems_of(result) == []


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ("horaires: 18h30-20h\n", "hours disagree"),
        ("adressse: Paris\n", '"adresse"'),
        ("evnt_end_date: 2027-02-11\n", "event_end_date"),
    ],
)
def test_oddities_are_named(run, content, extra, words):
    write_event(content / "meetings" / "one.md", extra=extra)
    result = run("check", content)
    assert words in result.stdout


def test_same_slug_twice_is_named(run, content):
    write_event(content / "meetings" / "2027-01-01-talk.md")
    write_event(content / "meetings" / "2027-02-02-talk.md")
    result = run("check", content)
    assert "talk" in result.stdout


def test_same_uid_twice_is_named(run, content):
    for name in ("one", "two"):
        write_event(content / "meetings" / f"{name}.md", extra="uid: same@example.org\n")
    assert "same@example.org" in run("check", content).stdout


def test_a_marker_in_the_title_is_named(run, content):
    write_event(content / "meetings" / "one.md", title="ANNULÉ - Une rencontre")
    result = run("check", content)
    assert result.returncode == 0
    assert "warning:" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["check", "--format", "xml"],
        ["serve", "--no-such-option"],
        ["serve", "--listen", "nowhere"],
        ["serve", "--config", "/nonexistent.yml"],
        ["show"],
        [],
    ],
)
def test_bad_usage_exits_2(run, arguments):
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stdout + result.stderr


def test_check_of_nothing_fails(run, tmp_path):
    result = run("check", tmp_path / "nowhere")
    assert result.returncode in (1, 2)
    assert "nowhere" in result.stdout + result.stderr


def test_version_and_help(run):
    version = run("--version")
    assert version.returncode == 0
    assert "almanach" in version.stdout.lower() or version.stdout.strip()[0].isdigit()
    usage = run("--help")
    assert usage.returncode == 0
    for command in ("serve", "check", "show"):
        assert command in usage.stdout


def test_show_prints_one_event(run, good):
    result = run("show", good)
    assert result.returncode == 0
    assert result.stdout.startswith("BEGIN:VCALENDAR")
    assert result.stdout.count("BEGIN:VEVENT") == 1
    assert "DTSTART;TZID=Europe/Paris:20270210T180000" in result.stdout


def test_show_of_a_bad_file_exits_1_and_says_why(run, bad):
    result = run("show", bad)
    assert result.returncode == 1
    assert "bad.md:4:" in result.stderr
    assert result.stdout == ""
