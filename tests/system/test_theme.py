"""`theme` of the configuration: the look of the pages, as people see it, and what is refused of it."""

import hashlib
import re
import signal
import subprocess

import pytest

import daemon as daemons
from browser import check_in_browser
from content import write_event
from golden import ROOT

GREEN = """:root { --accent: #005c4b; --on-accent: #fff; --font: monospace }
@media (prefers-color-scheme: dark) { :root { --accent: #6fe0c3; --on-accent: #00241c } }
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 48"><rect width="96" height="48" fill="#005c4b"/></svg>'
THEME = """theme:
  stylesheet: look/theme.css
  logo: look/logo.svg
  links:
  - {name: {fr: La ville, en: The town}, url: https://www.example.org/}
  legal_notice: https://www.example.org/mentions
"""


class Themed:
    """A daemon with a configuration whose files lie beside it."""

    def __init__(self, start, folder):
        self.folder = folder
        self.port = daemons.free_port()
        self.manager = daemons.Manager(folder)
        self._start = start
        (folder / "look").mkdir()
        write_event(folder / "content" / "meetings" / "one.md", title="One")
        self.write(GREEN)
        (folder / "look" / "logo.svg").write_text(LOGO)
        (folder / "almanach.yml").write_text(
            f"content: {folder}/content\nstate: {folder}/state\nlisten: 127.0.0.1:{self.port}\nname: Saint-Exemple\n{THEME}")

    def write(self, stylesheet):
        (self.folder / "look" / "theme.css").write_bytes(stylesheet.encode())

    def start(self):
        self.process = self._start("--config", self.folder / "almanach.yml", environment={"NOTIFY_SOCKET": self.manager.address})
        self.manager.hear("READY=1")
        return self

    def reload(self):
        """The lines of the log that the reload adds before it is over."""
        before = len(self.log())
        self.process.send_signal(signal.SIGHUP)
        self.manager.hear("RELOADING=1")
        self.manager.hear("READY=1")
        return self.log()[before:]

    def log(self):
        return (self.folder / "log").read_text()

    def get(self, path, headers=None):
        return daemons.request(self.port, "GET", path, headers or {})

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture(name="themed")
def daemon_with_theme(start, tmp_path):
    return Themed(start, tmp_path)


def logo_of(page):
    return re.search(r'<img src="(/assets/[0-9a-f]+\.svg)" alt width="96" height="48">', page.text)[1]


def test_each_page_has_the_theme_and_may_load_nothing_else(themed):
    themed.start()
    for path in ("/", "/meetings/", "/meetings/one", "/help", "/meetings/embed", "/none-here"):
        page = themed.get(path, {"Accept": "text/html"})
        assert f"<style>{GREEN}</style>" in page.text, path
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
        assert "img-src data: 'self'" in policy
    page = themed.get("/index.en.html")
    assert '<a href="https://www.example.org/">The town</a>' in page.text
    assert '<a href="https://www.example.org/mentions">Legal notice</a>' in page.text
    logo = themed.get(logo_of(page))
    assert (logo.status, logo.text, logo.headers["Content-Type"]) == (200, LOGO, "image/svg+xml")
    assert "immutable" in logo.headers["Cache-Control"]
    assert "sandbox" in logo.headers["Content-Security-Policy"], "an SVG that is opened runs nothing"
    assert hashlib.sha256(LOGO.encode()).hexdigest()[:32] in logo_of(page)
    assert themed.get("/assets/none.svg").status == 404


def test_a_changed_theme_shows_at_a_reload(themed):
    themed.start()
    before = themed.get("/")
    themed.write(GREEN.replace("#005c4b", "#003d91"))
    (themed.folder / "look" / "logo.svg").write_text(LOGO.replace("#005c4b", "#003d91"))
    assert themed.get("/").headers["ETag"] == before.headers["ETag"], "not before it is read"
    themed.reload()
    daemons.wait_until(lambda: "#003d91" in themed.get("/").text, "the new colours are served")
    after = themed.get("/", {"If-None-Match": before.headers["ETag"]})
    assert after.status == 200
    assert after.headers["Content-Security-Policy"] != before.headers["Content-Security-Policy"]
    assert logo_of(after) != logo_of(before)
    assert themed.get(logo_of(after)).status == 200


@pytest.mark.parametrize("stylesheet, told", [
    (":root {\n  --ink: #000;\n", "1:7: a bracket is opened here and never closed"),
    ("a {}\n@import 'https://evil.example/x.css';", "2:1: @import loads another stylesheet"),
    ("a { background: url(https://evil.example/x.png) }", '1:17: url("https://evil.example/x.png") loads something from elsewhere'),
    ("root:x:0:0:root:/root:/bin/bash\n", "1:1: this is no stylesheet: it holds no rule"),
    ("a{" * 48 + "b{}" + "}" * 48, "1:98: 48 brackets are open here, in each other"),
    ("/* </style><script>alert(1)</script> */", '1:4: "</style" ends the stylesheet here'),
])
def test_a_stylesheet_that_is_refused_changes_nothing(themed, run, stylesheet, told):
    themed.start()
    themed.write(stylesheet)
    log = themed.reload()
    place = f"{themed.folder}/look/theme.css"
    assert f"error: {place}:{told.partition(':')[0]}: {told.partition(': ')[2]}" in log
    assert "the configuration is not changed" in log
    assert f"<style>{GREEN}</style>" in themed.get("/").text
    refused = run("check", "--config", themed.folder / "almanach.yml", themed.folder / "content")
    assert refused.returncode == 2
    assert f"{place}:{told.partition(': ')[0]}: error: {told.partition(': ')[2]}" in refused.stderr
    # Commands that show no page do not ask for the look of one.
    shown = run("show", "--config", themed.folder / "almanach.yml", themed.folder / "content/meetings/one.md")
    assert shown.stdout.startswith("BEGIN:VCALENDAR")


def test_colours_that_cannot_be_read_are_told_at_the_start_at_a_reload_and_by_check(themed, run):
    themed.write(":root {\n  --soft: #999;\n}\n")
    themed.start()
    place = f"{themed.folder}/look/theme.css:2:3"
    said = "--soft (#999999) on --ground (#ffffff) has a contrast of 2.84 in light: text needs 4.5"
    assert f"warning: {place}: {said}; " in themed.log()
    assert f"warning: {place}: {said}; " in themed.reload()
    reloaded = run("reload", "--config", themed.folder / "almanach.yml", "--language", "fr")
    assert reloaded.returncode == 0
    assert "--soft (#999999) sur --ground (#ffffff) a un contraste de 2.84 en clair" in reloaded.stdout + reloaded.stderr
    checked = run("check", "--config", themed.folder / "almanach.yml", "--all")
    assert checked.returncode == 0
    assert f"{place}: warning: {said}" in checked.stdout and "  --soft: #999;" in checked.stdout
    themed.write(GREEN)
    assert "contrast" not in themed.reload()
    assert "contrast" not in run("check", "--config", themed.folder / "almanach.yml", "--all").stdout


def test_an_export_has_the_theme(themed, run, tmp_path):
    output = tmp_path / "export"
    result = run("export", "--config", themed.folder / "almanach.yml", "--output", output, "--base-url", "https://a.example/x")
    assert result.returncode == 0, result.stderr
    page = (output / "index.html").read_text(encoding="utf-8")
    [logo] = re.findall(r'<img src="/x(/assets/[0-9a-f]+\.svg)"', page)
    assert (output / logo[1:]).read_text() == LOGO
    assert f"<style>{GREEN}</style>" in page


def test_diff_reads_a_former_configuration_whose_theme_is_gone(run, tmp_path):
    site = tmp_path / "site"
    write_event(site / "events" / "meetings" / "one.md", title="One")
    (site / "almanach.yml").write_text("content: events\nname: Before\ntheme: {stylesheet: theme.css}\n")
    (site / "theme.css").write_text(GREEN)

    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", *arguments], cwd=site, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "before")
    (site / "theme.css").unlink()
    (site / "almanach.yml").write_text("content: events\nname: Before\n")
    result = run("diff", "--git", "HEAD", "--config", "almanach.yml", cwd=site)
    assert result.returncode == 0, result.stderr
    assert "was wrong before" not in result.stderr


def test_in_the_browser(themed):
    # Line ends and a byte order mark, which browsers leave out before they look at the digest.
    themed.write("\ufeff" + GREEN.replace("\n", "\r\n"))
    check_in_browser(themed.start(), "theme")


def test_the_manual_names_each_property_of_the_stylesheet():
    css = (ROOT / "src/render/html/almanach.css").read_text(encoding="utf-8")
    [root] = re.findall(r"^:root \{(.*?)^\}", css, re.MULTILINE | re.DOTALL)
    names = re.findall(r"(--[a-z-]+):", root)
    assert len(names) > 12
    manual = (ROOT / "doc/THEMING.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(--[a-z-]+)`", manual, re.MULTILINE) == names
