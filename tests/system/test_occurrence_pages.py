"""Each date of a series has a page of its own: `?on=` where the daemon answers, a file in an export."""

import datetime
import json
import re

import pytest

import stopped_clock

NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)
SERIES = """---
title: Conseil
start: 2026-12-01 18:00
lieu: Mairie
rrule: FREQ=WEEKLY
exdate: 2026-12-29
occurrences:
- {date: 2026-12-15, statut: annulé}
- {date: 2026-12-22, start: 2026-12-23 10:00, end: 2026-12-23 12:30, lieu: Salle 2}
---
Le conseil délibère.
"""


@pytest.fixture(name="content")
def served_content(tmp_path):
    folder = tmp_path / "content" / "vie"
    folder.mkdir(parents=True)
    (folder / "conseil.md").write_text(SERIES)
    (folder / "bal.md").write_text("---\ntitle: Bal\nstart: 2026-12-05 20:00\nend: 2026-12-05 23:00\n---\n")
    return tmp_path / "content"


@pytest.fixture(name="clock")
def stopped(tmp_path):
    clock = tmp_path / "now"
    stopped_clock.set_clock(clock, NOW)
    return stopped_clock.environment(clock)


@pytest.fixture(name="site")
def daemon(content, clock, serve):
    return serve(content, environment=clock)


def main_of(page):
    return page.text.split("<main", 1)[1]


def test_the_page_of_a_date_tells_of_that_date(site):
    cancelled = main_of(site.get("/vie/conseil?on=2026-12-15"))
    assert "mardi 15 décembre 2026, à 18h (heure de Paris)" in cancelled
    assert cancelled.index("Cette date est annulée.") < cancelled.index("<h1")
    assert "1er décembre 2026, à 18h (" not in cancelled
    moved = main_of(site.get("/vie/conseil?on=2026-12-22"))
    assert "mercredi 23 décembre 2026, de 10h à 12h30" in moved and "Salle 2" in moved
    assert main_of(site.get("/vie/conseil?on=2026-12-23")) == moved
    english = main_of(site.get("/vie/conseil.en.html?on=2026-12-15"))
    assert "Tuesday 15 December 2026, 18:00 (Paris time)" in english and "This date is cancelled." in english


def test_each_link_to_a_date_leads_to_its_page(site):
    for path in ("/", "/vie/", "/vie/index.2026-12.html", "/vie/conseil", "/vie/embed"):
        page = site.get(path).text
        names = set(re.findall(r'href="/vie/conseil\?on=([^"]*)"', page))
        assert {"2026-12-15", "2026-12-22"} <= names and "2026-12-29" not in names, path
        for name in names:
            answer = site.get(f"/vie/conseil?on={name}")
            assert answer.status == 200 and f"conseil?on={name}\">" in answer.text, name
    assert "vie/bal?on=" not in site.get("/vie/").text


def test_a_date_has_one_address_and_caches_know_it(site):
    first, second = (site.get(f"/vie/conseil?on={name}") for name in ("2026-12-01", "2026-12-08"))
    assert first.headers["ETag"] != second.headers["ETag"]
    again = site.get("/vie/conseil?on=2026-12-01", {"If-None-Match": first.headers["ETag"]})
    assert again.status == 304
    for same in ("/vie/conseil.2026-12-01.html", "/vie/conseil?on=2026-12-01T18:00", "/vie/conseil?x=1&on=2026-12-01"):
        assert '<link rel="canonical" href="http://127.0.0.1' in site.get(same).text
        assert re.search(r'rel="canonical" href="[^"]*/vie/conseil\?on=2026-12-01"', site.get(same).text), same
    assert "?on=" not in site.get("/sitemap.xml").text


def test_a_day_without_a_date_shows_the_series_as_what_is_not_there(site):
    for name in ("2026-12-29", "2026-12-02", "1970-01-01", "2026-12-01T1900"):
        answer = site.get(f"/vie/conseil?on={name}")
        assert (answer.status, answer.headers["Cache-Control"], answer.headers["ETag"]) == (404, "no-store", None), name
        assert "Il n’y a pas de date le" in answer.text and "Prochaine date" in answer.text
        assert 'content="noindex"' in answer.text
        assert site.get(f"/vie/conseil?on={name}", {"If-None-Match": "*"}).status == 404
    series = site.get("/vie/conseil").body
    for ignored in ("", "nonsense", "2026-13-01", "%00"):
        answer = site.get(f"/vie/conseil?on={ignored}")
        assert (answer.status, answer.body) == (200, series), ignored
    assert site.get("/vie/bal?on=2026-12-05").body == site.get("/vie/bal").body
    for missing in ("/vie/bal.2026-12-05.html", "/help.2026-12-05.html", "/vie/none.2026-12-05.html"):
        assert site.get(missing).status == 404, missing


def test_a_series_without_end_leads_no_robot_on_for_ever(site):
    path, seen = "/vie/conseil?on=2026-12-01", 0
    while path:
        answer = site.get(path)
        assert answer.status == 200, path
        following = re.search(r'href="([^"]*)" rel="next"', answer.text)
        path = following and following[1]
        seen += 1
    assert 100 < seen < 110


def test_an_export_has_a_page_for_each_of_the_next_dates(content, clock, run, tmp_path):
    site = tmp_path / "site"
    result = run("export", "--content", content, "--output", site, "--base-url", "https://agenda.example.org",
                 environment=clock)
    assert result.returncode == 0, result.stderr
    for language in ("", ".en", ".fr"):
        pages = sorted((site / "vie").glob(f"conseil.20??-??-??{language}.html"))
        assert len(pages) == 52, language
        assert pages[0].name == f"conseil.2026-12-01{language}.html"
        assert pages[-1].name == f"conseil.2027-11-30{language}.html"
    page = (site / "vie" / "conseil.2026-12-15.html").read_text()
    assert "Cette date est annulée." in page and "?on=" not in page
    assert 'href="/vie/conseil.2026-12-22.html" rel="next"' in page
    # Beyond them a date leads to its series.
    last = (site / "vie" / "conseil.2027-11-30.html").read_text()
    assert re.search(r'href="/vie/conseil" rel="next"', last) is None
    for file in site.rglob("*.html"):
        for href in re.findall(r'href="(/[^"?#]*\.html)"', file.read_text()):
            assert (site / href[1:]).exists(), (file, href)


def test_an_end_that_nobody_wrote_is_not_told(site):
    for path in ("/vie/conseil", "/vie/conseil?on=2026-12-08", "/vie/", "/vie/index.2026-12.html"):
        page = site.get(path).text
        assert "19h" not in page and "T19:00" not in page, path
    assert "20h – 23h" in site.get("/vie/").text
    event = next(one for one in json.loads(site.get("/vie.json").body)["events"] if one["title"] == "Conseil")
    assert event["when"] == "mardi 1er décembre 2026, à 18h"
    # Calendars need an end, and programs are told whose it is.
    assert (event["end"], event["end_is_assumed"]) == ("2026-12-01T19:00:00+01:00", True)
    assert "end_is_assumed" not in site.get("/vie/bal.json").text


def test_a_date_that_the_change_of_the_clock_sets_apart_belongs_to_its_series(site, content):
    (content / "vie" / "nuit.md").write_text(
        "---\ntitle: Nuit\nstart: 2027-10-30 22:00\nend: 2027-10-31 04:00\nrrule: FREQ=WEEKLY;COUNT=3\n---\n")
    site.wait_until(lambda: site.get("/vie/nuit").status == 200, "the series is served")
    series = main_of(site.get("/vie/nuit"))
    assert "samedi 30 octobre 2027, de 22h à 4h" in series
    assert re.findall(r'href="(/vie/nuit[^"]*)"><time', series) == [
        "/vie/nuit-2027-10-30", "/vie/nuit?on=2027-11-06", "/vie/nuit?on=2027-11-13"]
    # The rule of the series alone would leave the night out.
    assert "recur=" not in series
    led = site.get("/vie/nuit?on=2027-10-30")
    assert (led.status, led.headers["Location"]) == (308, "/vie/nuit-2027-10-30")
    assert site.get("/vie/nuit.en.html?on=2027-10-30").headers["Location"] == "/vie/nuit-2027-10-30.en.html"
    assert '<a href="/vie/nuit">Toutes les dates</a>' in main_of(site.get("/vie/nuit-2027-10-30"))


def test_a_series_names_the_next_date_that_takes_place_or_says_that_it_does_not(site, content):
    lines = "rrule: FREQ=WEEKLY;COUNT=2\noccurrences:\n- {date: 2026-12-20, statut: %s}\n- {date: 2026-12-27, statut: %s}\n"
    for name, first, second in (("une", "reporté", "confirmé"), ("aucune", "annulé", "annulé")):
        (content / "vie" / f"{name}.md").write_text(
            f"---\ntitle: {name}\nstart: 2026-12-20 10:00\nend: 2026-12-20 11:00\n{lines % (first, second)}---\n")
    site.wait_until(lambda: site.get("/vie/aucune").status == 200, "both are served")
    assert "Prochaine date</dt><dd><time datetime=\"2026-12-27" in main_of(site.get("/vie/une"))
    off = main_of(site.get("/vie/aucune"))
    assert 'Prochaine date</dt><dd><strong class="badge cancelled">Annulé</strong> <time datetime="2026-12-20' in off
    assert "Date suivante\u00a0: dimanche 27 décembre 2026, de 10h à 11h (Annulé)" in main_of(site.get("/vie/aucune?on=2026-12-20"))


def test_what_was_chosen_is_kept_in_the_other_language(site):
    page = site.get("/vie/?q=conseil&from=2026-12-10").text
    [address] = re.findall(r'href="([^"]*)" hreflang="en" lang="en" data-language', page)
    assert address.startswith("/vie/index.en.html?") and "q=conseil" in address and "from=2026-12-10" in address
    assert 'href="/vie/conseil.en.html?on=2026-12-15"' in site.get("/vie/conseil?on=2026-12-15").text


def test_a_calendar_that_has_ended_asks_nobody_to_subscribe(site, content):
    (content / "fini").mkdir()
    (content / "fini" / "feed.yml").write_text("name: Fini\nretired: 2026-11-20\n")
    (content / "fini" / "vieux.md").write_text("---\ntitle: Vieux\nstart: 2026-11-10 10:00\nend: 2026-11-10 11:00\n---\n")
    site.wait_until(lambda: site.get("/fini/vieux").status == 200, "the feed is served")
    assert "S’abonner au calendrier" not in main_of(site.get("/fini/vieux"))
    assert "Abonnez-vous" not in main_of(site.get("/fini/?q="))
    assert "Fin de l’agenda" not in main_of(site.get("/fini/vieux"))


def test_a_date_is_added_alone_and_its_series_subscribed_to(site):
    page = main_of(site.get("/vie/conseil?on=2026-12-22"))
    services = re.findall(r'data-service="([a-z]*)"', page)
    assert services == ["google", "outlook", "office"], "a file has all dates: it is put first for nobody"
    assert "conseil%3Fon%3D2026-12-22" in page and "S’abonner à toutes ses dates" in page
    assert "name=Conseil\"" in page


def test_an_export_offers_nothing_that_only_a_server_answers(content, clock, run, tmp_path):
    site = tmp_path / "site"
    result = run("export", "--content", content, "--output", site, "--base-url", "https://agenda.example.org",
                 environment=clock)
    assert result.returncode == 0, result.stderr
    for file in site.rglob("*.html"):
        page = file.read_text()
        assert "<form" not in page and "/dav/" not in page and "#filters" not in page, file
        assert not re.search(r'href="/[^"]*\?(?!subscribe=1)', page), file
