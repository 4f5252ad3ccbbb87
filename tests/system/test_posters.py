"""Posters: a sheet to print for each feed, and who has one; in the browser, as paper: tests/browser/poster.test.mjs."""

import datetime
import re
import shutil
import sqlite3

import pytest

import stopped_clock
from browser import check_in_browser
from content import save_over, write_event
from golden import ROOT
from private_site import ADDRESS, PRIVATE_FEED, add_link, make_site

NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)
FRENCH = {"Accept": "text/html", "Accept-Language": "fr"}
LONG = "Une très longue rencontre dont personne n’a relu le titre, ni le lieu, ni la description, avant de l’afficher "


@pytest.fixture(name="state")
def state_folder(tmp_path):
    return tmp_path / "state"


def test_an_event_that_was_called_poster_before_keeps_its_address(content, serve, run, state, tmp_path):
    write_event(content / "agenda" / "bal.md", title="Bal")
    write_event(content / "agenda" / "affiche.md", title="Vernissage")
    write_event(content / "autre" / "bal.md", title="Autre bal")
    daemon = serve(content, "--state", state, *ADDRESS)
    assert 'href="/agenda/poster"' in daemon.get("/agenda/").text
    daemon.stop()
    with sqlite3.connect(state / "journal.db") as database:
        assert database.execute("UPDATE events SET slug = 'poster' WHERE slug = 'affiche'").rowcount == 1
    daemon = serve(content, "--state", state, *ADDRESS)
    for path in ("/agenda/poster", "/agenda/poster.en.html", "/agenda/poster.ics"):
        assert "Vernissage" in daemon.get(path).text, path
        assert "Bal" not in daemon.get(path).text.replace("Bal, 10", ""), path
    assert "Affiche à imprimer" not in daemon.get("/agenda/", FRENCH).text
    assert "Autre bal" in daemon.get("/autre/poster").text
    # A new one is called otherwise.
    write_event(content / "autre" / "poster.md", title="Concours d’affiches")
    daemon.wait_until(lambda: "Concours" in daemon.get("/autre/").text, "the new event is there")
    assert daemon.get("/autre/poster").status == 200 and "Autre bal" in daemon.get("/autre/poster").text
    daemon.stop()
    site = tmp_path / "site"
    result = run("export", "--content", content, "--output", site, "--state", state, *ADDRESS)
    assert result.returncode == 0, result.stderr
    assert "Vernissage" in (site / "agenda" / "poster.html").read_text(encoding="utf-8")
    assert "Autre bal" in (site / "autre" / "poster.html").read_text(encoding="utf-8")


def test_an_export_has_the_poster_as_a_file(content, run, tmp_path):
    write_event(content / "agenda" / "bal.md", title="Bal", start="2099-02-10 18:00", end="2099-02-10 20:00", extra="categories: [Danse]\n")
    write_event(content / "fini" / "bal.md", title="Bal")
    (content / "fini" / "feed.yml").write_text("retired: 2020-06-30\n", encoding="utf-8")
    site = tmp_path / "site"
    result = run("export", "--content", content, "--output", site, *ADDRESS)
    assert result.returncode == 0, result.stderr
    for name in ("poster.html", "poster.fr.html", "poster.en.html"):
        assert "Bal" in (site / "agenda" / name).read_text(encoding="utf-8"), name
    assert not (site / "fini" / "poster.html").exists()
    assert "/poster" not in (site / "fini" / "index.html").read_text(encoding="utf-8")
    # No query reaches a file.
    event = (site / "agenda" / "bal.html").read_text(encoding="utf-8")
    assert "Danse" in event and "category=" not in event


def test_a_feed_that_has_ended_has_no_poster_or_its_successors(content, serve, tmp_path):
    for feed in ("vieux", "fini", "neuf"):
        write_event(content / feed / "bal.md", title=f"Bal {feed}", start="2027-02-10 18:00", end="2027-02-10 20:00")
    (content / "vieux" / "feed.yml").write_text("retired: 2026-12-31\nsuccessor: neuf\n", encoding="utf-8")
    (content / "fini" / "feed.yml").write_text("retired: 2026-12-31\n", encoding="utf-8")
    clock = tmp_path / "now"
    stopped_clock.set_clock(clock, NOW)
    daemon = serve(content, environment=stopped_clock.environment(clock))
    for feed in ("vieux", "fini"):
        poster = daemon.get(f"/{feed}/poster", FRENCH)
        assert poster.status == 200 and '<p class="notice">' in poster.text and "Bal " + feed in poster.text
    stopped_clock.set_clock(clock, NOW + datetime.timedelta(days=40))
    save_over(content / "notes.txt", "a file that is no content makes the daemon look at its clock")
    daemon.wait_until(lambda: daemon.get("/vieux.ics").status == 308, "the feed has ended")
    moved = daemon.get("/vieux/poster.en.html", FRENCH)
    assert (moved.status, moved.headers["Location"]) == (308, "/neuf/poster.en.html")
    gone = daemon.get("/fini/poster", FRENCH)
    assert gone.status == 404 and '<a href="/fini/">Voir le calendrier' in gone.text
    for feed in ("vieux", "fini"):
        assert "/poster" not in daemon.get(f"/{feed}/", FRENCH).text
    assert "/neuf/poster" in daemon.get("/neuf/", FRENCH).text


def test_a_private_feed_has_a_poster_for_who_has_the_link(content, serve, run, state):
    make_site(content)
    daemon = serve(content, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED)
    assert daemon.get(f"/{PRIVATE_FEED}/poster", FRENCH).status == 404
    poster = daemon.get(f"/s/{secret}/{PRIVATE_FEED}/poster", FRENCH)
    assert poster.status == 200 and poster.headers["Cache-Control"].startswith("private")
    assert f"QR: https://agenda.example.org/s/{secret}/{PRIVATE_FEED}/" in poster.text
    assert "quiconque scanne ce code peut le voir" in poster.text
    assert f'href="/s/{secret}/{PRIVATE_FEED}/poster"' in daemon.get(f"/s/{secret}/{PRIVATE_FEED}/", FRENCH).text


def test_nothing_says_which_secrets_there_were(content, serve, run, state):
    """Whatever the reason, the page is the same, and tells of no private event; below a link one is led on."""
    make_site(content)
    daemon = serve(content, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED, "--name", "voisins")
    revoked = add_link(run, state, PRIVATE_FEED, "--name", "anciens")
    assert run("link", "revoke", "anciens", "--state", state).returncode == 0
    pages = {daemon.get(f"/s/{one}{path}", FRENCH).text for one in (revoked, "0" * 32, secret[:-1] + "g", "x")
             for path in ("/", f"/{PRIVATE_FEED}/", "/nothing", f"/{PRIVATE_FEED}/poster")}
    assert len(pages) == 1
    assert "Séance" not in pages.pop()
    inside = daemon.get(f"/s/{secret}/{PRIVATE_FEED}/nothing", FRENCH)
    assert inside.status == 404 and f'href="/s/{secret}/{PRIVATE_FEED}/"' in inside.text
    # What everybody gets tells of public events alone.
    for path in ("/nothing", f"/{PRIVATE_FEED}/nothing", f"/{PRIVATE_FEED}/", "/agenda/nothing"):
        answer = daemon.get(path, FRENCH)
        assert answer.status == 404 and "Bal" in answer.text, path
        assert "Huis" not in answer.text and PRIVATE_FEED not in answer.text, path
    # A feed that one may not see is as good as none.
    assert daemon.get(f"/{PRIVATE_FEED}/nothing", FRENCH).text == daemon.get("/nothing/x", FRENCH).text


@pytest.fixture(name="site")
def served_site(tmp_path, serve, run, state):
    """Feeds of few and of many, long texts, and a private one; its secret is in the environment of the test."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "feeds", content)
    day = datetime.date(2026, 12, 1)
    for number in range(40):
        write_event(content / "long" / f"event-{number}.md", title=f"{number} {LONG * (1 + number % 3)}",
                    start=f"{day + datetime.timedelta(days=number)} 14:00", end=f"{day + datetime.timedelta(days=number)} 16:00",
                    extra=f"lieu: {LONG * 2}\n")
        write_event(content / "court" / f"event-{number}.md", title=f"Réunion {number}",
                    start=f"{day + datetime.timedelta(days=number)} 14:00", end=f"{day + datetime.timedelta(days=number)} 16:00",
                    extra="lieu: Salle des fêtes\n")
    for number in range(5):
        write_event(content / "adresse" / f"event-{number}.md", title=f"Visite {number}",
                    start=f"{day + datetime.timedelta(days=number)} 14:00", end=f"{day + datetime.timedelta(days=number)} 16:00",
                    extra="lieu: Maison des associations et de la vie citoyenne, 127 bis rue du Faubourg-Saint-Antoine, 3e étage, 75011 Paris\n")
    (content / "long" / "feed.yml").write_text(f"name: {LONG * 4}\ndescription: {LONG * 9}\n", encoding="utf-8")
    write_event(content / "vide" / "vieux.md", title="Vieux", start="2020-01-02 10:00", end="2020-01-02 11:00")
    write_event(content / "prive" / "huis-clos.md", title="Huis clos", start="2027-02-10 18:00", end="2027-02-10 20:00")
    (content / "prive" / "feed.yml").write_text("name: Conseil\naccess: link\n", encoding="utf-8")
    clock = tmp_path / "now"
    stopped_clock.set_clock(clock, NOW)
    daemon = serve(content, "--state", state, environment=stopped_clock.environment(clock))
    made = run("link", "add", "prive", "--state", state)
    assert made.returncode == 0, made.stderr
    return daemon, re.search(r"/s/[0-9a-f]{32}", made.stdout).group()


def test_posters_on_paper(site, tmp_path):
    for program in ("pdfinfo", "pdftotext", "pdftoppm", "zbarimg"):
        if shutil.which(program) is None:
            pytest.skip(f"no {program}: ./dev setup installs it")
    daemon, private = site
    check_in_browser(daemon, "poster", ALMANACH_PRIVATE=private, ALMANACH_OUT=str(tmp_path))
