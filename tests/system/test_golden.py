"""Whole outputs compared with files under tests/golden, which only `./dev test --approve` writes anew."""

import os
import shutil

import pytest

from golden import GOLDEN, ROOT, compare

# A file's time is part of what is served until its front matter says otherwise.
SAVED_AT = 1_780_000_000


@pytest.fixture(name="site")
def served_samples(tmp_path, serve):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "feeds", content)
    for path in content.rglob("*"):
        os.utime(path, (SAVED_AT, SAVED_AT))
    return serve(content, "--base-url", "https://agenda.example.org")


@pytest.mark.parametrize("name", ["evenements.ics", "workshops.ics", "all.ics"])
def test_feed(site, name):
    status, _, body = site.get(f"/{name}")
    assert status == 200
    compare(name, body)


def test_single_event(site):
    status, _, body = site.get("/workshops/repair-cafe.ics")
    assert status == 200
    compare("repair-cafe.ics", body)


def test_event_page(site):
    status, _, body = site.get("/workshops/repair-cafe")
    assert status == 200
    compare("repair-cafe.html", body)


def test_status(site):
    status, _, body = site.get("/status.json")
    assert status == 200
    compare("status.json", body)


@pytest.mark.parametrize("form", ["text", "json"])
def test_diagnostics(run, form):
    result = run("check", "odd", "--format", form, cwd=GOLDEN)
    assert result.returncode == 1
    compare(f"diagnostics.{'txt' if form == 'text' else 'json'}", result.stdout.encode())
