"""`check`, `show` and the command line: exit statuses and what is printed. DESIGN.md, "Commands"."""

import json
import subprocess

import pytest

from content import write_event
from daemon import DEADLINE_SECONDS


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


def write_pages(folder, fields):
    folder.mkdir(parents=True, exist_ok=True)
    for number, lines in enumerate(fields):
        (folder / f"{number}.md").write_text(f"---\ntitle: Page {number}\n{lines}\n---\n")


def test_check_opens_with_how_the_folder_is_read(run, content):
    write_pages(content / "fetes", ["date: 2027-05-10\nhoraire: 18h-20h", "date: 2027-05-11", "layout: page"])
    opening = run("check", content).stdout.splitlines()[0]
    assert "start: `date` (2 of 3 files), hours: `horaire` (1 of 3 files); 1 file has neither (fetes/2.md)" in opening
    assert "fetes: " in opening
    report = json.loads(run("check", content, "--format", "json").stdout)
    (dialect,) = report["dialects"]
    assert dialect["fields"]["start"] == {"date": 2}
    assert "`date` is the day of the event: no other key says when" in dialect["evidence"]


def test_one_cause_is_one_line_and_all_of_it_with_all(run, content):
    write_pages(content / "fetes", [f"start: 2027-05-{day} 18:00" for day in range(10, 30)])
    result = run("check", content)
    (line,) = [line for line in result.stdout.splitlines() if "no end" in line]
    assert "20 files: " in line
    assert line.count(".md:") == 3
    everything = run("check", content, "--all")
    assert everything.stdout.count("no end") == 20
    assert everything.stderr == result.stderr


def test_a_folder_without_an_event_is_an_error(run, content):
    write_pages(content / "fetes", ["moment_choisi: 2027-05-10"])
    result = run("check", content)
    assert result.returncode == 1
    assert "yields an event" in result.stdout
    assert "fields: {start: [moment_choisi]}" in result.stdout


def test_a_folder_of_drafts_is_none(run, content):
    write_pages(content / "fetes", ["start: 2027-05-10\ndraft: true"])
    assert run("check", content).returncode == 0


def test_what_was_understood_is_said_in_words(run, content):
    write_event(content / "fetes" / "bal.md", start="2027-01-22", end="2027-01-22", extra="lieu: Salle des fêtes\n")
    words = "ven. 22 janv. 2027, toute la journée, Salle des fêtes"
    assert words in run("check", "-v", content).stdout
    (event,) = json.loads(run("check", content, "--format", "json").stdout)["events"]
    assert event["text"] == words
    shown = run("show", content / "fetes" / "bal.md")
    assert words in shown.stderr
    assert words not in shown.stdout


def test_a_file_is_read_in_the_light_of_those_beside_it(run, content):
    write_pages(content / "fetes", ["date: 2027-05-10\nevent_day: 2027-06-10", "event_day: 2027-06-11"])
    for command in (["check", "-v"], ["show"]):
        result = run(*command, content / "fetes" / "0.md")
        assert "jeu. 10 juin 2027" in result.stdout + result.stderr
    assert "1.md" not in run("check", "-v", content / "fetes" / "0.md").stdout


def test_init_pins_what_was_found(run, content, tmp_path):
    write_pages(content / "fetes", ["date: 2027-05-10\nquoi: 1", "date: 2027-05-11\ntime: 18:30-20:00"])
    before = json.loads(run("check", content, "--format", "json").stdout)
    result = run("init", content)
    assert result.returncode == 0, result.stderr
    written = content / "almanach.yml"
    assert "start: {only: [date]}" in written.read_text()
    after = run("check", content, "--format", "json", "--config", written)
    assert json.loads(after.stdout)["events"] == before["events"]
    assert json.loads(after.stdout)["problems"] == before["problems"]


def test_init_pins_each_folder_where_they_differ(run, content):
    write_pages(content / "fetes", ["date: 2027-05-10\nheure: 18h30-20h"])
    write_pages(content / "ateliers", ["date: 2026-01-01\ndebut: 2027-06-01 10:00\nfin: 2027-06-01 12:00"])
    before = json.loads(run("check", content, "--format", "json").stdout)["events"]
    assert len(before) == 2
    assert run("init", content).returncode == 0
    # What is pinned stays, whatever comes beside it.
    write_event(content / "fetes" / "odd.md", title="Odd", extra="date: 2026-01-01\n")
    after = run("check", content, "--format", "json", "--config", content / "almanach.yml")
    assert [event for event in json.loads(after.stdout)["events"] if "odd" not in event["file"]] == before


def test_init_overwrites_nothing(run, content):
    write_pages(content / "fetes", ["date: 2027-05-10"])
    (content / "almanach.yml").write_text("content: mine\n")
    result = run("init", content)
    assert result.returncode == 1
    assert "almanach.yml is there already" in result.stderr
    assert (content / "almanach.yml").read_text() == "content: mine\n"


def test_init_of_nothing_writes_nothing(run, tmp_path):
    result = run("init", tmp_path)
    assert result.returncode == 1
    assert not (tmp_path / "almanach.yml").exists()


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
    for command in ("serve", "check", "show", "init"):
        assert command in usage.stdout


def test_a_file_that_is_a_folders_event_is_shown_as_it_is_served(run, content):
    index = write_event(content / "fetes" / "bal" / "index.md")
    write_event(content / "fetes" / "loto" / "index.md")
    shown = run("show", index)
    assert "SOURCE;VALUE=URI:http://127.0.0.1:8080/fetes/bal.ics" in shown.stdout
    assert "warning:" not in shown.stderr
    assert str(index) in shown.stderr
    checked = run("check", index)
    assert checked.returncode == 0
    assert "warning:" not in checked.stdout


def test_the_index_of_a_section_is_shown_beside_its_events(run, content):
    index = write_event(content / "fetes" / "bal" / "index.md")
    write_event(content / "fetes" / "bal" / "soir.md")
    assert "/bal/index-2.ics" in run("show", index).stdout


def test_a_file_of_a_collection_is_shown_without_its_mark(run, content):
    shown = run("show", write_event(content / "_agenda" / "bal.md"))
    assert "SOURCE;VALUE=URI:http://127.0.0.1:8080/agenda/bal.ics" in shown.stdout


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


@pytest.mark.parametrize("command", ["serve", "check", "diff", "init", "show", "export", "status", "confirm-deletions", "reload", "link"])
def test_help_has_defaults_exit_statuses_and_an_example(run, command):
    result = run(command, "--help")
    assert result.returncode == 0
    assert "Exit status: 0 " in result.stdout
    assert f"Example: almanach {command}" in result.stdout
    if command != "show":
        assert "(default: " in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 130


def test_watch_reports_again_when_a_file_is_saved(almanach, content, good):
    with subprocess.Popen([almanach, "check", "--watch", content], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            while "0 errors" not in process.stdout.readline():
                assert process.poll() is None
            write_event(content / "meetings" / "bad.md", start="2027-02-10 20:00", end="2027-02-10 18:00")
            lines = []
            while not lines or "1 error," not in lines[-1]:
                assert process.poll() is None
                lines.append(process.stdout.readline())
            assert any("meetings/bad.md:4:" in line for line in lines)
            process.terminate()
            assert process.wait(timeout=DEADLINE_SECONDS) == 1
        finally:
            process.kill()


def test_watch_takes_one_folder(run, content, good):
    result = run("check", "--watch", good)
    assert result.returncode == 2
    assert "--watch takes one folder" in result.stderr
