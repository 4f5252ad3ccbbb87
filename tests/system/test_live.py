"""A change of the content folder shows in the feeds: DESIGN.md, "Content" and the README's promise."""

import os
import shutil

import pytest

from content import event_text, save_over, write_event


@pytest.fixture
def folder(content):
    write_event(content / "meetings" / "one.md", title="One")
    write_event(content / "meetings" / "two.md", title="Two")
    return content


@pytest.fixture
def daemon(serve, folder):
    running = serve(folder)
    running.wait_until(lambda: running.titles("meetings") == ["One", "Two"], "the first content is served")
    return running


def expect(daemon, titles, feed="meetings"):
    daemon.wait_until(lambda: daemon.titles(feed) == titles, f"/{feed}.ics holds {titles}")


def test_saved_in_place(daemon, folder):
    before = daemon.get("/meetings.ics")
    write_event(folder / "meetings" / "one.md", title="One, changed")
    expect(daemon, ["One, changed", "Two"])
    after = daemon.get("/meetings.ics", {"If-None-Match": before.headers["ETag"]})
    assert after.status == 200
    assert after.headers["ETag"] != before.headers["ETag"]
    assert daemon.titles("all") == ["One, changed", "Two"]


def test_saved_by_rename(daemon, folder):
    save_over(folder / "meetings" / "one.md", event_text(title="One, replaced"))
    expect(daemon, ["One, replaced", "Two"])


def test_uid_stays_over_an_edit(daemon, folder):
    def uid():
        return str(daemon.get("/meetings/one.ics").calendar.walk("VEVENT")[0]["UID"])

    before = uid()
    changed = event_text(title="Quite another title", start="2027-03-01T09:00", end="2027-03-01T10:00")
    save_over(folder / "meetings" / "one.md", changed)
    expect(daemon, ["Quite another title", "Two"])
    assert uid() == before


def test_revision_rises_with_a_change(daemon, folder):
    before = daemon.status()["revision"]
    write_event(folder / "meetings" / "three.md", title="Three")
    expect(daemon, ["One", "Three", "Two"])
    assert daemon.status()["revision"] > before


def test_new_file(daemon, folder):
    write_event(folder / "meetings" / "three.md", title="Three")
    expect(daemon, ["One", "Three", "Two"])
    assert daemon.get("/meetings/three.ics").status == 200


def test_deleted_file(daemon, folder):
    (folder / "meetings" / "one.md").unlink()
    expect(daemon, ["Two"])


def test_renamed_file(daemon, folder):
    (folder / "meetings" / "one.md").rename(folder / "meetings" / "uno.md")
    daemon.wait_until(lambda: daemon.get("/meetings/uno.ics").status == 200, "the new address answers")
    expect(daemon, ["One", "Two"])


def test_new_folder(daemon, folder):
    write_event(folder / "visits" / "visit.md", title="A visit")
    expect(daemon, ["A visit"], "visits")
    write_event(folder / "visits" / "deep" / "down" / "dive.md", title="A dive")
    expect(daemon, ["A dive"], "visits--deep--down")


def test_folder_moved_in_with_files_in_it(daemon, folder, tmp_path):
    write_event(tmp_path / "elsewhere" / "visit.md", title="A visit")
    (tmp_path / "elsewhere").rename(folder / "_visits")
    expect(daemon, ["A visit"], "visits")
    write_event(folder / "_visits" / "second.md", title="B visit")
    expect(daemon, ["A visit", "B visit"], "visits")


def test_renamed_folder(daemon, folder):
    (folder / "meetings").rename(folder / "gatherings")
    expect(daemon, ["One", "Two"], "gatherings")
    write_event(folder / "gatherings" / "three.md", title="Three")
    expect(daemon, ["One", "Three", "Two"], "gatherings")


def test_symlinked_folder(serve, folder, tmp_path):
    (tmp_path / "almanach.yml").write_text("follow_links: all\n")
    daemon = serve(folder, "--config", tmp_path / "almanach.yml")
    write_event(tmp_path / "elsewhere" / "visit.md", title="A visit")
    (folder / "visits").symlink_to(tmp_path / "elsewhere")
    expect(daemon, ["A visit"], "visits")
    write_event(tmp_path / "elsewhere" / "second.md", title="B visit")
    expect(daemon, ["A visit", "B visit"], "visits")


def test_feed_settings(daemon, folder):
    (folder / "meetings" / "feed.yml").write_text("name: Our meetings\ncolor: teal\n")
    daemon.wait_until(lambda: "X-WR-CALNAME:Our meetings" in daemon.get("/meetings.ics").unfolded, "the new name")
    assert "COLOR:teal" in daemon.get("/meetings.ics").unfolded


def test_a_file_turned_bad_keeps_its_last_good_version(daemon, folder):
    path = folder / "meetings" / "one.md"
    save_over(path, event_text(title="One, broken", start="0007-08-31 23:09:21 +00:09"))
    daemon.wait_until(lambda: daemon.problems("meetings/one.md"), "the error is reported")
    error = daemon.problems("meetings/one.md")[0]
    assert (error["severity"], error["line"]) == ("error", 3)
    assert daemon.titles("meetings") == ["One", "Two"]
    assert daemon.get("/meetings/one.ics").status == 200

    save_over(path, event_text(title="One, mended"))
    expect(daemon, ["One, mended", "Two"])
    assert daemon.problems("meetings/one.md") == []


def test_a_file_that_was_never_good_is_left_out_until_it_is(daemon, folder):
    path = folder / "meetings" / "bad.md"
    save_over(path, event_text(title="Bad", start="2027-02-10 20:00", end="2027-02-10 18:00"))
    daemon.wait_until(lambda: daemon.problems("meetings/bad.md"), "the error is reported")
    assert daemon.titles("meetings") == ["One", "Two"]
    assert daemon.get("/meetings/bad.ics").status == 404

    save_over(path, event_text(title="Better"))
    expect(daemon, ["Better", "One", "Two"])


def test_other_events_go_on_beside_a_bad_one(daemon, folder):
    save_over(folder / "meetings" / "one.md", "---\ntitle: [\n---\n")
    save_over(folder / "meetings" / "two.md", event_text(title="Two, changed"))
    expect(daemon, ["One", "Two, changed"])


@pytest.mark.parametrize("text", ["", "no front matter", "---\n", "---\ntitle: only half", "\0\0", "---\n- 1\n---\n"])
def test_a_file_emptied_or_half_written_never_stops_the_daemon(daemon, folder, text):
    (folder / "meetings" / "odd.md").write_text(text)
    write_event(folder / "meetings" / "three.md", title="Three")
    expect(daemon, ["One", "Three", "Two"])


def test_drafts_are_not_served_and_come_out(daemon, folder):
    path = write_event(folder / "meetings" / "draft.md", title="A draft", extra="draft: true\n")
    write_event(folder / "meetings" / "three.md", title="Three")
    expect(daemon, ["One", "Three", "Two"])
    write_event(path, title="A draft")
    expect(daemon, ["A draft", "One", "Three", "Two"])


def test_editors_files_are_ignored(daemon, folder):
    for name in (".hidden.md", "one.md~", "#one.md#", ".#one.md", "one.md.swp", "4913", "one.md.bak", "one.md.tmp"):
        (folder / "meetings" / name).write_text(event_text(title=f"From {name}"))
    write_event(folder / ".git" / "hidden.md", title="From .git")
    write_event(folder / "meetings" / "three.md", title="Three")
    expect(daemon, ["One", "Three", "Two"])
    assert daemon.status()["problems"] == []


def test_content_folder_away_and_back(daemon, folder, tmp_path):
    away = tmp_path / "away"
    folder.rename(away)
    daemon.wait_until(lambda: daemon.status()["problems"], "the missing folder is reported")
    assert daemon.titles("meetings") == ["One", "Two"]
    write_event(away / "meetings" / "three.md", title="Three")
    away.rename(folder)
    expect(daemon, ["One", "Three", "Two"])
    write_event(folder / "meetings" / "four.md", title="Four")
    expect(daemon, ["Four", "One", "Three", "Two"])
    assert daemon.status()["problems"] == []


def test_content_folder_replaced_by_another(daemon, folder, tmp_path):
    write_event(tmp_path / "next" / "meetings" / "new.md", title="New")
    folder.rename(tmp_path / "previous")
    (tmp_path / "next").rename(folder)
    daemon.wait_until(lambda: "New" in daemon.titles("meetings"), "the new folder's event is served")
    write_event(folder / "meetings" / "newer.md", title="Newer")
    daemon.wait_until(lambda: "Newer" in daemon.titles("meetings"), "the new folder is watched")


def test_content_folder_behind_a_link_that_is_switched(serve, content, tmp_path):
    """How many sites are deployed: a `current` link that is turned to the next release."""
    write_event(content / "a" / "meetings" / "one.md", title="One")
    write_event(content / "b" / "meetings" / "one.md", title="One, next release")
    current = tmp_path / "current"
    current.symlink_to(content / "a")
    daemon = serve(current)
    expect(daemon, ["One"])
    beside = tmp_path / "beside"
    beside.symlink_to(content / "b")
    os.replace(beside, current)
    expect(daemon, ["One, next release"])
    write_event(content / "b" / "meetings" / "two.md", title="Two")
    expect(daemon, ["One, next release", "Two"])


def test_served_before_the_content_folder_is_there(serve, tmp_path):
    daemon = serve(tmp_path / "later")
    write_event(tmp_path / "beside" / "meetings" / "one.md", title="One")
    (tmp_path / "beside").rename(tmp_path / "later")
    expect(daemon, ["One"])


def test_a_thousand_files_at_once(daemon, folder, tmp_path):
    for number in range(1000):
        write_event(tmp_path / "checkout" / f"event-{number:04}.md", title=f"Event {number:04}")
    shutil.copytree(tmp_path / "checkout", folder / "checkout")
    expect(daemon, [f"Event {number:04}" for number in range(1000)], "checkout")
    assert daemon.titles("meetings") == ["One", "Two"]


def test_many_saves_of_one_file_end_with_the_last(daemon, folder):
    for number in range(200):
        save_over(folder / "meetings" / "one.md", event_text(title=f"Version {number}"))
    expect(daemon, ["Two", "Version 199"])
