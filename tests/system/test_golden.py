"""Whole outputs compared with files under tests/golden, which only `./dev test --approve` writes anew."""

import datetime
import os
import re
import shutil

import pytest

import stopped_clock
from golden import GOLDEN, ROOT, compare

# A file's time is part of what is served until its front matter says otherwise.
SAVED_AT = 1_780_000_000
# Pages tell what is to come.
NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)
# The look has a file of its own; what a page says is the same in another one.
LOOK = re.compile(rb"(?<=<style>).*?(?=</style>)|(?<=/assets/)[0-9a-f]{32}", re.DOTALL)
PAGES = {
    "home": "/", "home-past": "/index.past.html", "feed": "/workshops/", "feed-month": "/evenements/index.2027-03.en.html",
    "feed-filtered": "/evenements/?category=Atelier&alarm=30min&subscribe=1", "event": "/workshops/repair-cafe",
    "event-cancelled": "/evenements/reunion-publique-cartographie-des-services",
    "event-series": "/evenements/atelier-du-mardi.en.html", "embed": "/evenements/embed", "help": "/help",
    "poster": "/evenements/poster",
}


@pytest.fixture(name="site")
def served_samples(tmp_path, serve):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "feeds", content)
    for path in content.rglob("*"):
        os.utime(path, (SAVED_AT, SAVED_AT))
    clock = tmp_path / "now"
    stopped_clock.set_clock(clock, NOW)
    return serve(content, "--base-url", "https://agenda.example.org", environment=stopped_clock.environment(clock))


@pytest.mark.parametrize("name", ["evenements.ics", "workshops.ics", "all.ics"])
def test_feed(site, name):
    status, _, body = site.get(f"/{name}")
    assert status == 200
    compare(name, body)


def test_single_event(site):
    status, _, body = site.get("/workshops/repair-cafe.ics")
    assert status == 200
    compare("repair-cafe.ics", body)


@pytest.mark.parametrize("name", PAGES)
def test_page(site, name):
    status, _, body = site.get(PAGES[name])
    assert status == 200
    compare(f"pages/{name}.html", LOOK.sub(b"", body))


def test_status(site):
    status, _, body = site.get("/status.json")
    assert status == 200
    compare("status.json", re.sub(rb'(?<="zone_data": ")[^"]+', b"RELEASE", body))


@pytest.mark.parametrize("form", ["text", "json"])
def test_diagnostics(run, form):
    result = run("check", "odd", "--all", "--format", form, cwd=GOLDEN)
    assert result.returncode == 1
    compare(f"diagnostics.{'txt' if form == 'text' else 'json'}", result.stdout.encode())
