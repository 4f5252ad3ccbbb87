"""`diff`: what a change of the content does to subscribers, between two folders and in a git repository."""

import json
import os
import re
import shutil
import subprocess

import pytest

from content import write_event

MARK = "<!-- almanach diff -->"


@pytest.fixture(name="folders")
def old_and_new(tmp_path):
    """Two folders that hold the same: (old, new)."""
    old, new = tmp_path / "old", tmp_path / "new"
    write_event(old / "agenda" / "bal.md", title="Bal", start="2028-05-12 14:00", end="2028-05-12 17:30")
    write_event(old / "agenda" / "loto.md", title="Loto", start="2028-06-12 14:00", end="2028-06-12 17:30", extra="lieu: Salle\n")
    shutil.copytree(old, new)
    return old, new


def changes(run, old, new, status=0):
    """What `diff` says of it as JSON: the changes by the title that they are of now."""
    result = run("diff", old, new, "--format", "json")
    assert result.returncode == status, result.stdout + result.stderr
    return {(one["after"] or one["before"])["title"]: one for one in json.loads(result.stdout)["changes"]}


def test_the_same_content_changes_nothing(run, folders):
    result = run("diff", *folders)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "subscribers see no change\n")


def test_what_becomes_of_events_is_said_as_a_person_would(run, folders):
    old, new = folders
    write_event(new / "agenda" / "bal.md", title="Bal", start="2028-05-14 14:00", end="2028-05-14 17:30")
    result = run("diff", "old", "new", "--language", "fr")
    assert result.returncode == 0
    assert result.stdout == (
        "new/agenda/bal.md:3: Agenda\u00a0: «\u00a0Bal\u00a0» change d’horaire\u00a0: ven. 12 mai 2028, 14h – 17h30 → "
        "dim. 14 mai 2028, 14h – 17h30\u00a0; les abonnés reçoivent une mise à jour\n")
    assert result.stderr == "1 changement pour les abonnés\n"
    english = run("diff", "old", "new").stdout
    assert '"Bal" moves: Fri 12 May 2028, 14:00 – 17:30 → Sun 14 May 2028, 14:00 – 17:30; subscribers get an update' in english


EDITS = {
    "moves": ({"start": "2028-05-14 14:00", "end": "2028-05-14 17:30"}, "moves", "update", ["time"]),
    "renamed": ({"title": "Grand bal"}, "renamed", "update", ["title"]),
    "place": ({"extra": "lieu: Halle\n"}, "changed", "update", ["place"]),
    "cancelled": ({"extra": "statut: annulé\n"}, "cancelled", "cancellation", ["status"]),
    "postponed": ({"extra": "statut: reporté\n"}, "postponed", "update", ["status"]),
    "uid": ({"extra": "uid: of-its-own\n"}, "changed", "replacement", ["uid"]),
    "repeats": ({"extra": "rrule: FREQ=WEEKLY;COUNT=3\n"}, "moves", "update", ["repetition"]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_told_by_its_kind_and_what_subscribers_get(run, folders, edit):
    fields, kind, effect, parts = EDITS[edit]
    write_event(folders[1] / "agenda" / "bal.md", **{"title": "Bal", "start": "2028-05-12 14:00", "end": "2028-05-12 17:30", **fields})
    (change,) = changes(run, *folders).values()
    assert (change["kind"], change["subscribers"], change["parts"]) == (kind, effect, parts)
    assert change["line"] > 1 and not change["same_file"] and not change["held"]
    assert change["file"].endswith("new/agenda/bal.md") and change["feed"] == "agenda"
    back = [one["kind"] for one in changes(run, *reversed(folders)).values()]
    # A UID that was given once stays.
    assert back == ([] if edit == "uid" else ["returns"] if kind in ("cancelled", "postponed") else [kind])


def test_what_comes_and_goes(run, folders):
    old, new = folders
    write_event(old / "agenda" / "past.md", title="Past", start="2020-05-12", end="2020-05-12")
    (new / "agenda" / "loto.md").unlink()
    write_event(new / "agenda" / "fete.md", title="Fête", start="2028-07-14", end="2028-07-14")
    (new / "agenda" / "bal.md").rename(new / "agenda" / "grand-bal.md")
    found = changes(run, old, new)
    assert {title: (one["kind"], one["subscribers"]) for title, one in found.items()} == {
        "Past": ("disappears", "removal"), "Loto": ("disappears", "cancellation"), "Fête": ("appears", "new"), "Bal": ("address", "update"),
    }  # fmt: skip
    assert list(found)[:2] == ["Past", "Loto"], "the gravest come first"
    assert found["Loto"]["file"].endswith("old/agenda/loto.md")
    assert found["Bal"]["after"]["uid"] == found["Bal"]["before"]["uid"]
    assert found["Bal"]["after"]["slug"] == "grand-bal"
    text = run("diff", old, new).stdout
    assert "subscribers see it cancelled, for 30 days" in text
    assert "it is over, and leaves the calendars of subscribers" in text
    assert "/agenda/bal → /agenda/grand-bal; the old address leads on" in text


def test_what_it_says_is_what_a_server_does(run, serve, folders, tmp_path):
    """The diff is held against a daemon whose folder changes in the same way."""
    old, new = folders
    write_event(new / "agenda" / "bal.md", title="Bal", start="2028-05-14 14:00", end="2028-05-14 17:30")
    (new / "agenda" / "loto.md").unlink()
    write_event(new / "agenda" / "fete.md", title="Fête", start="2028-07-14", end="2028-07-14")
    told = changes(run, old, new)
    live = tmp_path / "live"
    shutil.copytree(old, live)
    daemon = serve(live)

    def served():
        events = daemon.get("/agenda.ics").calendar.walk("VEVENT")
        return {str(event["SUMMARY"]): (str(event["UID"]), int(event.get("SEQUENCE", 0)), str(event.get("STATUS"))) for event in events}

    before = served()
    for file in ("bal.md", "fete.md"):
        shutil.copy(new / "agenda" / file, live / "agenda" / file)
    (live / "agenda" / "loto.md").unlink()
    daemon.wait_until(lambda: "Fête" in served() and served()["Loto"][2] == "CANCELLED", "the deletion is certain")
    after = served()
    assert {title for title in after if before.get(title) != after[title]} == set(told)
    for title, change in told.items():
        uid, sequence, status = after[title]
        assert change["after"]["sequence"] == sequence
        assert (change["subscribers"] == "cancellation") == (status == "CANCELLED")
        if title in before:
            assert change["before"]["sequence"] == before[title][1]
            assert uid == before[title][0]


@pytest.fixture(name="many")
def old_and_new_of_many(folders):
    old, new = folders
    for folder in folders:
        for day in range(1, 7):
            write_event(folder / "fetes" / f"{day}.md", title=f"Fête {day}", start=f"2028-08-0{day}", end=f"2028-08-0{day}")
    return old, new


def test_a_mass_deletion_is_told_first_and_then_what_comes_of_it(run, many):
    old, new = many
    shutil.rmtree(new / "fetes")
    result = run("diff", "old", "new")
    assert result.returncode == 1
    first, cure = result.stdout.splitlines()[:2]
    assert first == ("new/fetes: error: 6 of 6 events vanish at once: a running server serves them on for 24 hours, or until somebody "
                     "confirms it")
    assert "almanach confirm-deletions" in cure
    assert result.stdout.count("that waits until somebody confirms it") == 6
    assert result.stderr == "6 changes for subscribers, 6 of them held\n"
    report = json.loads(run("diff", "old", "new", "--format", "json").stdout)
    assert [(one["kind"], one["feed"], one["events"], one["of"]) for one in report["held"]] == [("mass_deletion", "fetes", 6, 6)]
    assert all(one["held"] and one["subscribers"] == "cancellation" for one in report["changes"])


def test_a_folder_with_another_name_is_known_and_formerly_mends_it(run, many):
    old, new = many
    (new / "fetes").rename(new / "sorties")
    result = run("diff", "old", "new")
    assert result.returncode == 1
    assert "they are in new/sorties now: say formerly: [fetes] in the feed.yml there" in result.stdout
    assert 'it is in "sorties" now' in result.stdout and 'it was in "fetes"' in result.stdout
    (new / "sorties" / "feed.yml").write_text("formerly: [fetes]\n")
    found = changes(run, old, new)
    assert {one["kind"] for one in found.values()} == {"address"}
    assert all(one["before"]["uid"] == one["after"]["uid"] for one in found.values())


def test_a_change_of_a_dialect_is_told_first(run, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        (folder / "agenda").mkdir(parents=True)
        for name, day in (("bal", "2028-05-10"), ("gala", "2028-06-11")):
            (folder / "agenda" / f"{name}.md").write_text(f"---\ntitle: {name}\ndate: {day}\n---\n")
    (new / "agenda" / "loto.md").write_text("---\ntitle: loto\ndate: 2028-01-01\nstart: 2028-07-12\n---\n")
    result = run("diff", "old", "new")
    assert result.returncode == 1
    assert result.stdout.startswith("new/agenda: error: the files are written otherwise than they were: "
                                    "`date` is the day of publication, it was that of the event")
    report = json.loads(run("diff", "old", "new", "--format", "json").stdout)
    assert [(one["kind"], one["events"]) for one in report["held"]] == [("dialect", 2)]
    found = {(one["after"] or one["before"])["title"]: one for one in report["changes"]}
    assert {title: (one["kind"], one["held"], one["same_file"]) for title, one in found.items()} == {
        "bal": ("disappears", True, True), "gala": ("disappears", True, True), "loto": ("appears", False, False),
    }  # fmt: skip
    assert "its file is the same, and is read otherwise" in result.stdout


def test_settings_that_move_events_are_told(run, folders):
    old, new = folders
    (new / "agenda" / "feed.yml").write_text("timezone: Indian/Reunion\n")
    found = changes(run, old, new)
    assert set(found) == {"Bal", "Loto"}
    assert all(one["kind"] == "moves" and one["same_file"] and one["line"] == 0 for one in found.values())


def test_only_new_problems_are_told_and_a_new_error_fails(run, folders):
    old, new = folders
    for folder in folders:
        write_event(folder / "agenda" / "odd.md", title="Odd", start="20 21")
    assert run("diff", old, new).returncode == 0
    write_event(new / "agenda" / "bal.md", title="Bal", start="2028-05-12 14:00", end="20 22")
    result = run("diff", "old", "new")
    assert result.returncode == 1
    assert "odd.md" not in result.stdout
    assert 'new/agenda/bal.md:4:6: error: end: "20 22" is no date' in result.stdout
    assert "is not there any more" not in result.stdout, "its last good version is served on"
    assert "1 error, 0 warnings that were not there before" in result.stderr


def test_a_translation_alone_is_told(run, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    write_event(old / "agenda" / "bal.fr.md", title="Bal", start="2028-05-12 14:00", end="2028-05-12 17:30")
    write_event(old / "agenda" / "bal.en.md", title="Ball", start="2028-05-12 14:00", end="2028-05-12 17:30")
    shutil.copytree(old, new)
    write_event(new / "agenda" / "bal.en.md", title="Grand ball", start="2028-05-12 14:00", end="2028-05-12 17:30")
    (change,) = changes(run, old, new).values()
    assert (change["kind"], change["edition"]) == ("renamed", "en")
    assert '"Ball" is called "Grand ball" now (en)' in run("diff", old, new).stdout


def test_a_feed_that_others_may_see_than_before_is_told_once(run, folders):
    old, new = folders
    (new / "agenda" / "feed.yml").write_text("access: link\n", encoding="utf-8")
    result = run("diff", old, new)
    assert result.returncode == 0
    assert result.stderr.startswith("subscribers see no change; 0 errors, 1 warning"), result.stderr
    assert "new/agenda/feed.yml: warning: this feed turns private: its public addresses answer 404 from then on" in result.stdout
    back = run("diff", new, old, "--format", "json")
    assert not [one for one in json.loads(back.stdout)["problems"] if "turns public" in one["message"]], "it stays private"
    (old / "agenda" / "feed.yml").write_text("access: public\n", encoding="utf-8")
    assert "this feed turns public: everybody may see it" in run("diff", new, old).stdout


def test_events_of_private_feeds_are_told_to_who_has_the_files(run, folders):
    old, new = folders
    for folder in folders:
        (folder / "agenda" / "feed.yml").write_text("access: link\n", encoding="utf-8")
    write_event(new / "agenda" / "bal.md", title="Grand bal", start="2028-05-12 14:00", end="2028-05-12 17:30")
    assert changes(run, old, new)["Grand bal"]["kind"] == "renamed"


def test_a_comment_makes_no_mention_no_link_and_no_html(run, folders):
    title = "@anne #12 <img src=x> [a](http://b.example) www.c.example *d* `e`"
    write_event(folders[1] / "agenda" / "new.md", title=f"'{title}'", start="2028-05-12 14:00", end="2028-05-12 17:30")
    comment = run("diff", *folders, "--format", "markdown").stdout
    assert comment.startswith(f"{MARK}\n### What this changes for subscribers\n")
    (line,) = [line for line in comment.splitlines() if line.startswith("- ")]
    assert re.search(r"(?<![\\])[<>*\[\]`]", line) is None, line
    assert "@anne" not in line and "#12" not in line and "http://" not in line and "www.c" not in line
    assert "\\@\u2060anne" in line


def test_many_changes_are_counted_unless_all_are_asked_for(run, folders):
    for number in range(60):
        write_event(folders[1] / "agenda" / f"n{number}.md", title=f"N {number}", start="2028-09-01", end="2028-09-01")
    few = run("diff", *folders).stdout.splitlines()
    assert len(few) == 41 and few[-1] == "… and 20 more changes: --all"
    assert len(run("diff", *folders, "--all").stdout.splitlines()) == 60
    comment = run("diff", *folders, "--format", "markdown").stdout
    assert comment.index("<details>") < comment.index("</details>") < comment.index("… and 20 more changes")


def test_annotations_name_files_as_the_forge_does(run, folders, tmp_path):
    old, new = folders
    write_event(new / "agenda" / "bal.md", title="'Bal, 50% : oui'", start="2028-05-12 14:00", end="2028-05-12 17:30")
    (new / "agenda" / "loto.md").unlink()
    for where in ("new", new):
        lines = run("diff", "old", where, "--format", "github").stdout.splitlines()
        assert lines[0].startswith("::warning file=old/agenda/loto.md,title=Agenda::")
        assert lines[1].startswith('::notice file=new/agenda/bal.md,line=2,title=Agenda::"Bal" is called "Bal, 50%25 : oui" now')
    report = json.loads(run("diff", "old", "new", "--format", "gitlab").stdout)
    assert [(one["severity"], one["location"]["path"], one["location"]["lines"]["begin"], one["check_name"]) for one in report] == [
        ("minor", "old/agenda/loto.md", 1, "almanach/event-disappears"), ("info", "new/agenda/bal.md", 2, "almanach/event-renamed"),
    ]  # fmt: skip
    assert len({one["fingerprint"] for one in report}) == 2


def test_bad_usage_is_told(run, folders, tmp_path):
    for arguments, words in (
        ((), "diff takes two folders"), (("old",), "diff takes two folders"), (("old", "away"), "there is no folder away"),
        (("--git", "main", "--content", "away"), "there is no folder away"),
        (("--git", "main", "--content", "old"), "old is in no git repository"),
    ):  # fmt: skip
        result = run("diff", *arguments)
        assert result.returncode == 2, arguments
        assert words in result.stderr
    assert run("diff", "old", "new", "--git", "main").returncode == 2
    assert run("diff", "old", "new", "--format", "sarif").returncode == 2


@pytest.fixture(name="git")
def repository(tmp_path):
    """git(*arguments) in `tmp_path / "site"`, a repository with a commit on main: its standard output."""
    if shutil.which("git") is None:
        pytest.skip("no git: ./dev test installs it")
    site = tmp_path / "site"
    environment = {
        **os.environ, "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Anne", "GIT_AUTHOR_EMAIL": "anne@example.org",
        "GIT_COMMITTER_NAME": "Anne", "GIT_COMMITTER_EMAIL": "anne@example.org",
    }  # fmt: skip

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=site, env=environment, capture_output=True, text=True, check=True).stdout

    write_event(site / "_agenda" / "bal.md", title="Bal", start="2028-05-12 14:00", end="2028-05-12 17:30")
    (site / "_config.yml").write_text("timezone: Europe/Paris\n")
    (site / "photo.jpg").write_bytes(b"large")
    git("init", "--quiet", "--initial-branch", "main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Un bal")
    return git


def diff_git(run, tmp_path, *arguments, **options):
    return run("diff", "--content", "_agenda", *arguments, cwd=tmp_path / "site", **options)


def test_a_working_tree_is_compared_with_where_its_branch_began(run, git, tmp_path):
    site = tmp_path / "site"
    git("checkout", "--quiet", "-b", "change")
    write_event(site / "_agenda" / "bal.md", title="Grand bal", start="2028-05-12 14:00", end="2028-05-12 17:30")
    git("commit", "--quiet", "--all", "--message", "Un grand bal")
    write_event(site / "_agenda" / "loto.md", title="Loto", start="2028-06-12", end="2028-06-12")
    # What others have done on main meanwhile is not this branch's.
    git("checkout", "--quiet", "main")
    write_event(site / "_agenda" / "autre.md", title="Autre", start="2028-06-12", end="2028-06-12")
    git("add", "_agenda/autre.md")
    git("commit", "--quiet", "--message", "Un autre")
    git("checkout", "--quiet", "change")
    result = diff_git(run, tmp_path, "--git", "main", "--format", "json")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["before"] == git("rev-parse", "main~").strip() and report["after"] == "_agenda"
    assert {one["after"]["title"]: (one["kind"], one["file"]) for one in report["changes"]} == {
        "Grand bal": ("renamed", "_agenda/bal.md"), "Loto": ("appears", "_agenda/loto.md"),
    }  # fmt: skip
    only_here = json.loads(diff_git(run, tmp_path, "--git", "HEAD", "--format", "json").stdout)
    assert [one["after"]["title"] for one in only_here["changes"]] == ["Loto"]


def test_the_sites_settings_are_those_of_the_commit(run, git, tmp_path):
    site = tmp_path / "site"
    (site / "_config.yml").write_text("timezone: Indian/Reunion\n")
    (change,) = json.loads(diff_git(run, tmp_path, "--git", "main", "--format", "json").stdout)["changes"]
    assert (change["kind"], change["same_file"]) == ("moves", True)
    assert change["before"]["start"] == "2028-05-12T14:00:00+02:00"
    assert change["after"]["start"] == "2028-05-12T14:00:00+04:00"


def test_the_configuration_is_that_of_the_commit_too(run, git, tmp_path):
    site = tmp_path / "site"
    (site / "almanach.yml").write_text("content: _agenda\nfields: {title: [nom_du_bal]}\n")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Configuration")
    path = site / "_agenda" / "bal.md"
    path.write_text(path.read_text().replace("title: Bal", "title: Bal\nnom: Fête"))
    git("commit", "--quiet", "--all", "--message", "Un nom")
    (site / "almanach.yml").write_text("content: _agenda\nfields: {title: {only: [nom]}}\n")
    result = run("diff", "--git", "HEAD", "--config", "almanach.yml", "--format", "json", cwd=site)
    (change,) = json.loads(result.stdout)["changes"]
    assert (change["before"]["title"], change["after"]["title"], change["same_file"]) == ("Bal", "Fête", True)
    # One that was wrong cannot be compared with.
    (site / "almanach.yml").write_text("contnt: _agenda\n")
    git("commit", "--quiet", "--all", "--message", "Une faute")
    (site / "almanach.yml").write_text("content: _agenda\n")
    result = run("diff", "--git", "HEAD", "--config", "almanach.yml", cwd=site)
    assert (result.returncode, result.stdout) == (0, "")
    assert "the configuration was wrong before" in result.stderr


def test_nothing_of_the_repository_is_touched_and_no_hook_is_run(run, git, tmp_path):
    site = tmp_path / "site"
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        path = site / ".git" / "hooks" / hook
        path.write_text(f"#!/bin/sh\necho {hook} >>{tmp_path}/hooks-run\n")
        path.chmod(0o755)
    git("config", "core.fsmonitor", ".git/hooks/fsmonitor-watchman")
    write_event(site / "_agenda" / "staged.md", title="Staged", start="2028-06-12", end="2028-06-12")
    git("add", "_agenda/staged.md")
    (tmp_path / "hooks-run").unlink(missing_ok=True)

    def state():
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in sorted(site.rglob("*")) if path.is_file()}

    before = state()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    # As a hook of git calls it, in the environment of another repository.
    odd = {"TMPDIR": str(scratch), "GIT_DIR": str(tmp_path / "elsewhere"), "GIT_INDEX_FILE": str(tmp_path / "index")}
    result = diff_git(run, tmp_path, "--git", "main", environment=odd)
    assert result.returncode == 0, result.stderr
    assert '"Staged" is new' in result.stdout
    assert state() == before
    assert not (tmp_path / "hooks-run").exists()
    assert not list(scratch.iterdir()), "what was written out is gone"


def test_a_content_folder_that_is_new_holds_new_events_only(run, git, tmp_path):
    write_event(tmp_path / "site" / "_fetes" / "bal.md", title="Fête", start="2028-06-12", end="2028-06-12")
    result = run("diff", "--git", "main", "--content", "_fetes", cwd=tmp_path / "site")
    assert result.returncode == 0
    assert '"Fête" is new' in result.stdout


def test_a_commit_that_git_has_not_is_told_with_the_cure(run, git, tmp_path):
    for base in ("origin/main", "-x", "--output=x", "main:_agenda", ""):
        result = diff_git(run, tmp_path, f"--git={base}")
        assert result.returncode == 2, base
    result = diff_git(run, tmp_path, "--git", "origin/main", "--language", "fr")
    assert "le dépôt ne connaît aucun commit «\u00a0origin/main\u00a0»" in result.stderr
    assert "fetch-depth: 0" in result.stderr and "GIT_DEPTH: 0" in result.stderr
    git("checkout", "--quiet", "--orphan", "other")
    git("commit", "--quiet", "--message", "Autre histoire")
    result = diff_git(run, tmp_path, "--git", "main")
    assert result.returncode == 2
    assert "have no commit in common" in result.stderr
    result = diff_git(run, tmp_path, "--git", "main", environment={"PATH": str(tmp_path)})
    assert result.returncode == 2
    assert "there is no git: install the package git" in result.stderr
