"""Whole outputs compared with files under tests/golden, which only `./dev test --approve` writes anew."""

import difflib
import os
import pathlib
import shutil

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
# A file's time is part of what is served until its front matter says otherwise.
SAVED_AT = 1_780_000_000


def compare(name, actual):
    expected_file = GOLDEN / name
    if os.environ.get("ALMANACH_APPROVE") == "1":
        expected_file.write_bytes(actual)
        pytest.skip(f"tests/golden/{name} written anew, as asked")
    expected = expected_file.read_bytes() if expected_file.exists() else b""
    if actual != expected:
        difference = difflib.unified_diff(
            expected.decode().splitlines(), actual.decode().splitlines(), f"tests/golden/{name}", "now", lineterm=""
        )
        pytest.fail("\n".join(difference) + "\n(if this is meant: ./dev test --approve golden)", pytrace=False)


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
