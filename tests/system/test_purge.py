"""`purge`: caches in front are told what has changed; with the real Varnish, and with one that refuses."""

import http.server
import shutil
import subprocess
import threading

import pytest

import daemon as daemons
from content import save_over, write_event
from daemon import wait_until

ADDRESS = ("--base-url", "https://agenda.example.org")


class Cache:
    """A cache's side of it: notes each ban and answers as it is told."""

    def __init__(self):
        self.bans, self.status = [], 200
        cache = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_BAN(self):
                if cache.status == 200:
                    cache.bans.append((self.path, self.headers["Almanach-Feed"]))
                self.send_response(cache.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}/here"

    def take(self):
        """The feeds of the bans since the last call."""
        bans, self.bans = self.bans, []
        assert {path for path, _ in bans} <= {"/here"}
        return {feed for _, feed in bans}

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture(name="cache")
def cache_that_notes():
    cache = Cache()
    yield cache
    cache.stop()


@pytest.fixture(name="site")
def site_of_two_feeds(content):
    write_event(content / "agenda" / "bal.md", title="Bal")
    write_event(content / "fetes" / "fete.md", title="Fête")
    return content


@pytest.fixture(name="config")
def config_with_cache(tmp_path, cache):
    file = tmp_path / "almanach.yml"
    file.write_text(f"purge: [{cache.address}]\n", encoding="utf-8")
    return file


def test_answers_say_which_feed_they_are_of_where_caches_are_told(site, serve, config):
    plain, told = serve(site), serve(site, "--config", config)
    paths = {"/agenda.ics": "agenda", "/agenda/": "agenda", "/agenda/bal": "agenda", "/fetes.json": "fetes", "/all.ics": "all",
             "/": "all", "/sitemap.xml": "all", "/status": None, "/dav/calendars/": None, "/healthz": None}  # fmt: skip
    for path, feed in paths.items():
        assert told.get(path, {"Accept": "text/html"}).headers["Almanach-Feed"] == feed, path
        assert plain.get(path).headers["Almanach-Feed"] is None


def test_each_change_is_told_and_nothing_else(site, serve, config, cache, run, tmp_path):
    state = tmp_path / "state"
    daemon = serve(site, "--config", config, "--state", state, *ADDRESS)
    wait_until(lambda: cache.bans, "what was kept before the start is forgotten")
    assert cache.take() == {"*"}
    write_event(site / "agenda" / "bal.md", title="Grand bal")
    wait_until(lambda: len(cache.bans) == 2, "a change is told")
    assert cache.take() == {"agenda", "all"}
    write_event(site / "neuf" / "neuf.md", title="Neuf")
    wait_until(lambda: cache.bans, "a new feed stands on every page")
    assert cache.take() == {"*"}
    (site / "neuf" / "feed.yml").write_text("access: link\n", encoding="utf-8")
    wait_until(lambda: cache.bans, "it leaves them all")
    assert cache.take() == {"*"}
    write_event(site / "neuf" / "neuf.md", title="Neuf, en privé")
    wait_until(lambda: run("link", "add", "neuf", "--state", state).returncode == 0, "it is read")
    write_event(site / "fetes" / "fete.md", title="Grande fête")
    wait_until(lambda: len(cache.bans) == 2, "a public change is told")
    assert cache.take() == {"fetes", "all"}, "a private one is not"
    assert daemon.titles("neuf") is None


def test_a_cache_that_refuses_is_told_again(site, serve, config, cache):
    daemon = serve(site, "--config", config)
    wait_until(lambda: cache.take() == {"*"}, "it starts")
    cache.status = 405
    write_event(site / "agenda" / "bal.md", title="Grand bal")
    daemon.wait_until(lambda: "is not told what has changed, which is tried again: the answer is 405" in daemon.log(), "it is logged")
    write_event(site / "fetes" / "fete.md", title="Grande fête")
    daemon.wait_until(lambda: daemon.titles("fetes") == ["Grande fête"], "it goes on being served")
    cache.status = 200
    daemon.wait_until(lambda: "cured: the cache at " in daemon.log(), "it is told in the end")
    wait_until(lambda: {"agenda", "fetes", "all"} <= {feed for _, feed in cache.bans}, "all of it")
    assert daemon.log().count("is not told what has changed") == 1


def test_what_is_no_address_of_a_cache_is_refused(run, tmp_path, site):
    config = tmp_path / "almanach.yml"
    config.write_text("purge: [localhost:6081]\n", encoding="utf-8")
    result = run("check", site, "--config", config)
    assert result.returncode == 2
    assert 'almanach.yml:1:8: error: purge: "localhost:6081" is no http or https address' in result.stderr
    assert "http://127.0.0.1:6081/" in result.stderr


@pytest.fixture(name="varnish")
def varnish_by_the_sample(root, tmp_path):
    """varnish(port of the daemon) -> its own port, as the sample has it."""
    if not shutil.which("varnishd", path="/usr/sbin:/usr/bin"):
        pytest.skip("no varnishd: ./dev setup test installs it")
    started = []

    def start(backend, port):
        sample = (root / "config" / "varnish.vcl.example").read_text(encoding="utf-8")
        file = tmp_path / "almanach.vcl"
        assert '.port = "8080"' in sample
        file.write_text(sample.replace('.port = "8080"', f'.port = "{backend}"'), encoding="utf-8")
        work = tmp_path / "varnish"
        process = subprocess.Popen(
            ["/usr/sbin/varnishd", "-F", "-f", file, "-a", f"127.0.0.1:{port}", "-n", work, "-s", "malloc,16m", "-j", "none"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
        started.append(process)
        wait_until(lambda: answers(port) or process.poll() is not None, "Varnish answers")
        assert process.poll() is None, process.stdout.read()

    def answers(port):
        try:
            return daemons.request(port, "GET", "/healthz").status == 200
        except OSError:
            return False

    yield start
    for process in started:
        process.terminate()
        process.communicate()


def test_varnish_forgets_what_has_changed_and_keeps_nothing_private(site, serve, varnish, run, tmp_path):
    state, config, port = tmp_path / "state", tmp_path / "almanach.yml", daemons.free_port()
    config.write_text(f"purge: [http://127.0.0.1:{port}/]\ntrusted_proxies: [127.0.0.1]\n", encoding="utf-8")
    daemon = serve(site, "--config", config, "--state", state, *ADDRESS)
    varnish(daemon.port, port)

    def ask(path, method="GET", headers=None):
        return daemons.request(port, method, path, headers)

    def is_kept(path):
        ask(path)
        return len(ask(path).headers["X-Varnish"].split()) == 2

    daemon.wait_until(lambda: "is not told" not in daemon.log() or "cured" in daemon.log(), "the start is told")
    for path in ("/agenda.ics", "/", "/all.ics?past=all", "/fetes/"):
        wait_until(lambda path=path: is_kept(path), f"{path} is kept")
        assert ask(path).headers["Almanach-Feed"] is None
    write_event(site / "agenda" / "bal.md", title="Grand bal")
    wait_until(lambda: b"Grand bal" in ask("/agenda.ics").body and b"Grand bal" in ask("/all.ics?past=all").body, "the change is seen")
    assert is_kept("/fetes/")
    assert ask("/", "BAN", {"X-Forwarded-For": "192.0.2.1", "Almanach-Feed": "*"}).status == 403
    # What turns private leaves it at once, whatever was kept for however long.
    wait_until(lambda: is_kept("/agenda/") and is_kept("/agenda.ics"), "they are kept")
    save_over(site / "agenda" / "feed.yml", "access: link\n")
    wait_until(lambda: ask("/agenda.ics").status == 404 and ask("/agenda/").status == 404, "it has left")
    wait_until(lambda: b"agenda/bal" not in ask("/").body, "no page names it")
    secret = run("link", "add", "agenda", "--state", state, *ADDRESS).stdout.split("/s/")[1][:32]
    for path in (f"/s/{secret}/agenda.ics", f"/s/{secret}/agenda/", "/dav/calendars/"):
        assert ask(path).status in (200, 303, 405) and not is_kept(path), path
    assert b"Grand bal" in ask(f"/s/{secret}/agenda.ics").body
