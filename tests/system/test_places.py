"""A place that is a path to a page of the site."""

import pytest

from content import save_over, write_event

HALL = "---\ntitle: Halle aux grains\nadresse: 1 place Dupuy\nlatitude: 43.6\nlongitude: 1.45\n---\n"


@pytest.fixture
def hall(content):
    path = content / "lieux" / "halle.md"
    path.parent.mkdir(parents=True)
    path.write_text(HALL)
    return path


def locations(daemon):
    return sorted(line for line in daemon.get("/agenda.ics").unfolded if line.startswith(("LOCATION", "GEO")))


def test_the_event_follows_the_page_of_its_place(serve, content, hall):
    write_event(content / "agenda" / "bal.md", extra="lieu: src/lieux/halle.md\n")
    daemon = serve(content)
    assert locations(daemon) == ["GEO:43.600000;1.450000", "LOCATION:Halle aux grains\\, 1 place Dupuy"]
    save_over(hall, HALL.replace("Halle aux grains", "Grande halle"))
    daemon.wait_until(
        lambda: locations(daemon)[-1:] == ["LOCATION:Grande halle\\, 1 place Dupuy"], "the place's new name is served"
    )
    hall.unlink()
    daemon.wait_until(lambda: locations(daemon) == [], "the place is gone with its page")
    hall.write_text(HALL)
    daemon.wait_until(lambda: len(locations(daemon)) == 2, "the place is back")


def test_a_restart_does_not_serve_an_old_place(serve, content, hall, tmp_path):
    write_event(content / "agenda" / "bal.md", extra="lieu: /lieux/halle\n")
    daemon = serve(content, "--state", tmp_path / "state")
    assert len(locations(daemon)) == 2
    daemon.stop()
    hall.write_text(HALL.replace("Halle aux grains", "Grande halle"))
    daemon = serve(content, "--state", tmp_path / "state")
    assert locations(daemon)[-1] == "LOCATION:Grande halle\\, 1 place Dupuy"


def test_a_page_out_of_reach_is_told_and_left_aside(run, content):
    event = write_event(content / "agenda" / "bal.md", extra="lieu: ../../secret/halle.md\n")
    (content.parent / "secret").mkdir()
    (content.parent / "secret" / "halle.md").write_text(HALL)
    result = run("check", content)
    assert "is a path to a page that is not found" in result.stdout
    assert "\nLOCATION" not in run("show", event).stdout
