"""What a visitor meets besides the dates, in a real browser: tests/browser/visiting.test.mjs."""

import datetime
import shutil

import pytest

import stopped_clock
from browser import check_in_browser
from content import write_event
from golden import ROOT

NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)
PICTURE = "https://images.example/{}.svg"


@pytest.fixture(name="site")
def served_site(tmp_path, serve):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "feeds", content)
    day = datetime.date(2026, 12, 1)
    for number in range(60):
        start = day + datetime.timedelta(days=number)
        image = f"image: {PICTURE.format('broken' if number == 1 else number)}\n" if number % 3 else ""
        write_event(content / "images" / f"event-{number}.md", title=f"Réunion {number}", start=f"{start} 14:00", end=f"{start} 16:00",
                    extra=f"lieu: Salle des fêtes\ntags: [Ville, « À la une »]\n{image}")
    write_event(content / "images" / "place.md", title="Le « grand » bal", start="2027-03-01 14:00", end="2027-03-01 16:00",
                extra="lieu: Mairie\ngeo: 48.8566, 2.3522\norganisateur: Comité des fêtes, 01 23 45 67 89, bal@example.org\ntags: ['Danse, musique']\n")
    write_event(content / "images" / "passe.md", title="Passé", start="2020-03-01 14:00", end="2020-03-01 16:00")
    (content / "images" / "feed.yml").write_text("name: Images\ncolor: teal\n", encoding="utf-8")
    clock = tmp_path / "now"
    stopped_clock.set_clock(clock, NOW)
    return serve(content, environment=stopped_clock.environment(clock))


def test_in_the_browser(site):
    check_in_browser(site, "visiting")
