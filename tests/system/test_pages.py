"""The pages in a real browser: tests/browser, driven over a daemon whose clock stands still."""

import datetime
import shutil

import pytest

import golden
import stopped_clock
from browser import check_in_browser, run_script
from golden import ROOT

NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)
PAGES = [
    "/", "/index.past.html", "/evenements/", "/evenements/index.2027-03.html", "/evenements/atelier-du-mardi",
    "/evenements/reunion-publique-cartographie-des-services", "/evenements/journees-du-service-public-numerique",
    "/workshops/", "/help", "/subscribe", "/evenements/embed", "/evenements/poster", "/empty/", "/many/", "/many/index.2.html", "/many/index.2027-02.html",
    "/many/long", "/hostile/", "/hostile/script", "/nothing-here.en.html", "/status",
    "/evenements/atelier-du-mardi?on=2027-01-19", "/evenements/?category=entraide", "/?q=atelier&from=2027-02-01",
]

HOSTILE = """---
title: '&lt;script&gt;alert(1)&lt;/script&gt; & "co"'
start: 2027-05-04 10:00
end: 2027-05-04 11:00
location: '&lt;img src=x onerror=alert(2)&gt;'
url: 'javascript:alert(3)'
image: 'javascript:alert(4)'
categories: ['<b>bold</b>', '"><script>alert(5)</script>']
champs_informations:
- intitule: Inscription
  contenu: '<a href="javascript:alert(6)">ici</a>'
  lien: 'javascript:alert(7)'
---
before it <script>alert(8)</script><iframe src="https://evil.example/"></iframe> and after it

[click](javascript:alert(9)) [here](data:text/html,<script>alert(10)</script>) <a href="vbscript:x" onclick="alert(11)">there</a>

</main></body></html><div><table><tr><td><b>never closed <form action="https://evil.example/"><input name=q>
"""


def event(title, start, text=""):
    return f"---\ntitle: \"{title}\"\nstart: {start}\nduration: 1h\ntags: [a, b]\nlieu: Salle des fêtes\n---\n{text}\n"


@pytest.fixture(name="site")
def served_content(tmp_path, serve):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "feeds", content)
    for folder in ("hostile", "empty", "many"):
        (content / folder).mkdir()
    (content / "hostile" / "script.md").write_text(HOSTILE)
    (content / "hostile" / "turned.md").write_text(event("safe \u202egnp.exe\u202c \u2066x\u2069", "2027-05-05 10:00"))
    (content / "hostile" / "word.md").write_text(event("w" * 10_000, "2027-05-06 10:00", "W" * 10_000))
    # A feed whose only event has gone by.
    (content / "empty" / "old.md").write_text(event("Il y a longtemps", "2020-01-02 10:00"))
    day = datetime.date(2027, 1, 1)
    for number in range(520):
        start = f"{day + datetime.timedelta(days=number // 4)} {9 + number % 4}:00"
        (content / "many" / f"event-{number}.md").write_text(event(f"Rencontre numéro {number}", start))
    long = "Une journée entière pour parler de tout ce que le titre d’un événement peut contenir quand personne ne le relit, et même un peu plus que cela"
    (content / "many" / "long.md").write_text(event(long, "2027-01-01 14:00", "Un mot, https://www.example.fr/" + "x" * 300))
    clock = tmp_path / "now"
    stopped_clock.set_clock(clock, NOW)
    return serve(content, environment=stopped_clock.environment(clock))


def test_in_the_browser(site):
    check_in_browser(site, "pages", ALMANACH_PAGES=" ".join(PAGES))


@pytest.mark.parametrize("what", ["markup", "budget"])
def test_every_page_in_both_languages(site, what):
    """html-validate's judgement, and what each page costs."""
    check_in_browser(site, what, ALMANACH_PAGES=" ".join(PAGES))


def test_screenshot(site):
    """`./dev test --approve pages` takes the picture in the README anew."""
    if not golden.is_approving():
        assert (ROOT / "doc" / "agenda.png").stat().st_size < 150_000
        return
    result = run_script(site, "screenshot.mjs", str(ROOT / "doc" / "agenda.png"))
    assert result.returncode == 0, result.stdout + result.stderr
