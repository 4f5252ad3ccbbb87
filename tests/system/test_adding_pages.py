"""Adding an event, narrowing lists and choosing among many calendars, in a real browser: tests/browser/adding.test.mjs."""

import datetime
import shutil

import pytest

import stopped_clock
from browser import check_in_browser
from content import write_event
from golden import ROOT

NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)
COLORS = ("crimson", "teal", "navy", "olive", "purple")


@pytest.fixture(name="site")
def many_calendars(tmp_path, serve):
    """The samples, and 38 calendars more: 40 in all; one of them has sixty categories."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "feeds", content)
    own = len([folder for folder in content.iterdir() if folder.is_dir()])
    for number in range(40 - own):
        folder = content / f"club-{number:02}"
        write_event(
            folder / "rencontre.md", title=f"Rencontre du club {number}", start=f"2026-12-{1 + number % 28:02} 18:00",
            end=f"2026-12-{1 + number % 28:02} 19:00",
            extra=f"categories: [{', '.join(f'theme {tag}' for tag in range(60))}, rencontre]\n" if number == 0
            else "categories: [rencontre]\n",
        )
        (folder / "feed.yml").write_text(
            f"name: Club numéro {number}\ndescription: Les rencontres du club numéro {number}, ouvertes à toutes et tous\n"
            f"color: {COLORS[number % len(COLORS)]}\n", encoding="utf-8")
    write_event(
        content / "club-01" / "cours.md", title="Cours de danse", start="2026-12-01 18:00", end="2026-12-01 19:00",
        extra="rrule: FREQ=WEEKLY;BYDAY=TU\nlieu: Salle des fêtes\n")
    clock = tmp_path / "now"
    stopped_clock.set_clock(clock, NOW)
    return serve(content, environment=stopped_clock.environment(clock))


def test_in_the_browser(site):
    check_in_browser(site, "adding")
