"""Secret links to private feeds (almanach link): what they open, for how long, and what is told of them."""

import datetime
import json
import re
import sqlite3
import urllib.parse
import xml.etree.ElementTree as ElementTree

import pytest

import stopped_clock
from content import write_event
from daemon import wait_until
from private_site import ADDRESS, PRIVATE_FEED, add_link, make_site

NOON = datetime.datetime(2027, 2, 1, 12)


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def site(content):
    return make_site(content)


@pytest.fixture
def clock(tmp_path):
    file = tmp_path / "clock"
    stopped_clock.set_clock(file, NOON)
    return file


def heads(answer):
    return {name: value for name, value in answer.headers.items() if name != "Date"}


def link_lines(run, state, *options):
    result = run("link", "list", "--state", state, *options)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_a_link_opens_its_feed_in_every_form(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED, "--name", "Conseil municipal")
    base = f"/s/{secret}"
    for path in (
        "/", "/help", f"/{PRIVATE_FEED}/", f"/{PRIVATE_FEED}/index.2027-02.en.html", f"/{PRIVATE_FEED}/seance-a-huis-clos",
        f"/{PRIVATE_FEED}.ics", f"/{PRIVATE_FEED}.jcal", f"/{PRIVATE_FEED}.json", f"/{PRIVATE_FEED}.atom",
        f"/{PRIVATE_FEED}/seance-a-huis-clos.ics", f"/{PRIVATE_FEED}/seance-a-huis-clos.json", "/all.ics", "/all.json", "/all.atom",
        f"/{PRIVATE_FEED}--bureau.ics", f"/{PRIVATE_FEED}--bureau/bureau-restreint",
        f"/dav/calendars/{PRIVATE_FEED}/seance-a-huis-clos.ics", f"/{PRIVATE_FEED}.ics?lang=de",
    ):
        assert daemon.get(base + path).status == 200, path
    # Nothing else is there.
    for path in ("/agenda.ics", "/agenda/", "/agenda/bal", "/robots.txt", "/sitemap.xml", "/healthz", "/metrics", "/status", "/status.json",
                 "/embed", f"/{PRIVATE_FEED}/embed", "/embed.js", "/.well-known/caldav", f"{base}/", "/dav/calendars/agenda/"):
        assert daemon.get(base + path).status == 404, path
    assert daemon.get(base).status == 308 and daemon.get(base).headers["Location"] == f"{base}/"
    assert "Sitzung des Gartenrats" in daemon.get(f"{base}/{PRIVATE_FEED}.ics?lang=de").text
    page = daemon.get(f"{base}/{PRIVATE_FEED}/").text
    assert "Bal" not in page and "embed.js" not in page
    for path in set(re.findall(r'(?:href|src)="(?:https://agenda\.example\.org)?(/[^"#]*)"', page)):
        assert path.startswith(base), path
        assert daemon.get(path.replace("&amp;", "&")).status == 200, path
    assert daemon.get("/s/").status == daemon.get(f"/s/{secret[:-1]}/").status == 404


def test_a_link_to_a_folder_below_opens_that_alone(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, f"{PRIVATE_FEED}/bureau")
    assert daemon.get(f"/s/{secret}/{PRIVATE_FEED}--bureau.ics").status == 200
    assert daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").status == 404
    assert [str(event["SUMMARY"]) for event in daemon.get(f"/s/{secret}/all.ics").calendar.walk("VEVENT")] == ["Bureau restreint"]


def test_calendars_are_the_same_by_each_link_and_hold_no_secret(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secrets = [add_link(run, state, PRIVATE_FEED) for _ in range(2)]
    for path in (f"/{PRIVATE_FEED}.ics", "/all.ics", f"/{PRIVATE_FEED}/seance-a-huis-clos.ics", f"/{PRIVATE_FEED}.jcal",
                 f"/dav/calendars/{PRIVATE_FEED}/seance-a-huis-clos.ics", f"/{PRIVATE_FEED}.ics?past=all&alarm=PT30M"):
        answers = [daemon.get(f"/s/{secret}{path}") for secret in secrets]
        assert answers[0].body == answers[1].body and answers[0].headers["ETag"] == answers[1].headers["ETag"]
        assert b"/s/" not in answers[0].body and b"agenda.example.org" not in answers[0].body, path
    # What is read where it stands has addresses, each its own.
    for path in ("/", f"/{PRIVATE_FEED}/seance-a-huis-clos", f"/{PRIVATE_FEED}.json", f"/{PRIVATE_FEED}.atom"):
        for _ in range(2):
            for own, other in (secrets, secrets[::-1]):
                text = daemon.get(f"/s/{own}{path}").text
                assert own in text and other not in text, path
                assert "https://agenda.example.org/" + PRIVATE_FEED not in text


def test_caldav_below_a_link_is_a_server_of_its_own(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    base = f"/s/{add_link(run, state, PRIVATE_FEED)}"
    other = f"/s/{add_link(run, state, PRIVATE_FEED)}"

    def ask(path, method="PROPFIND", body=b'<propfind xmlns="DAV:"><allprop/></propfind>', depth="1", below=base):
        answer = daemon.request(method, below + path, {"Depth": depth}, body)
        assert answer.status == 207, answer
        return answer.text

    principal = b'<propfind xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><current-user-principal/><C:calendar-home-set/></prop></propfind>'
    found = re.findall("<href>([^<]+)</href>", ask("/dav/", body=principal, depth="0"))
    assert set(found) == {f"{base}/dav/", f"{base}/dav/principals/anonymous/", f"{base}/dav/calendars/"}
    for below, away in ((base, other), (other, base), (base, other)):
        home = ask("/dav/calendars/", below=below)
        assert re.findall("<href>([^<]+)</href>", home)[1:] and away not in home
        calendars = {href for href in re.findall("<href>([^<]+)</href>", home) if href.endswith("/")}
        assert {f"{below}/dav/calendars/{PRIVATE_FEED}/", f"{below}/dav/calendars/{PRIVATE_FEED}--bureau/"} <= calendars
        assert not [href for href in calendars if "agenda/" in href]
        report = b'<sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>'
        changes = ask(f"/dav/calendars/{PRIVATE_FEED}/", "REPORT", report, "0", below)
        assert f"{below}/dav/calendars/{PRIVATE_FEED}/seance-a-huis-clos.ics" in changes and away not in changes
    root = daemon.request("PROPFIND", "/dav/calendars/", {"Depth": "1"}, b"")
    assert ElementTree.fromstring(root.body) is not None and PRIVATE_FEED not in root.text
    for method in ("GET", "PROPFIND"):
        assert daemon.request(method, "/.well-known/caldav").headers["Location"] == "/dav/"
    assert daemon.request("PUT", f"{base}/dav/calendars/{PRIVATE_FEED}/x.ics", {}, b"x").status == 403


SEALED = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def test_what_is_below_a_link_is_for_its_holder_alone(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED)
    opened = add_link(run, state, "--status", "--name", "statut")
    paths = ["", "/", "/all.ics", f"/{PRIVATE_FEED}/", f"/{PRIVATE_FEED}/seance-a-huis-clos", "/dav/", f"/dav/calendars/{PRIVATE_FEED}/",
             "/nothing", f"/{PRIVATE_FEED}.ics?alarm=nonsense", "/status", "/status.json", f"/{PRIVATE_FEED}.json", "/help"]
    script = re.search(r'src="(/[^"]*/assets/[^"]+)"', daemon.get(f"/s/{secret}/").text)[1]
    for path in [f"/s/{one}{path}" for one in (secret, opened, "0" * 32, "wrong") for path in paths] + [script]:
        for method in ("GET", "HEAD", "OPTIONS", "PROPFIND", "PUT", "POST", "REPORT"):
            answer = daemon.request(method, path, {"Depth": "0", "Accept": "text/html"})
            text = f"{method} {path} {answer.status} {heads(answer)}"
            assert answer.headers["Cache-Control"].startswith("private"), text
            assert "public" not in answer.headers["Cache-Control"] and "stale" not in answer.headers["Cache-Control"], text
            assert len(answer.headers.get_all("Cache-Control")) == 1, text
            for name, value in SEALED.items():
                assert answer.headers.get_all(name) == [value], text
            assert not [name for name in answer.headers if name.lower().startswith("access-control-")], text
    # A browser asks again each time, and hears of no change.
    tag = daemon.get(f"/s/{secret}/all.ics").headers["ETag"]
    again = daemon.get(f"/s/{secret}/all.ics", {"If-None-Match": tag})
    assert again.status == 304 and again.headers["Cache-Control"] == "private, no-cache" and again.headers["X-Robots-Tag"] == "noindex"


def test_wrong_revoked_and_expired_links_are_one_404(site, start, run, state, clock):
    port_file = state.parent / "almanach.yml"
    port_file.write_text("log: {access: true}\n", encoding="utf-8")
    import daemon as daemons
    port = daemons.free_port()
    start("--content", site, "--state", state, "--listen", f"127.0.0.1:{port}", *ADDRESS, environment=stopped_clock.environment(clock))

    def ask(path, method="GET", headers=None):
        return daemons.request(port, method, path, headers)

    wait_until(lambda: run("status", "--state", state).returncode == 0, "it serves")
    good = add_link(run, state, PRIVATE_FEED, "--name", "bon")
    away = add_link(run, state, PRIVATE_FEED, "--name", "repris")
    late = add_link(run, state, PRIVATE_FEED, "--name", "fini", "--expires", "2027-02-02")
    status = add_link(run, state, "--status", "--name", "statut")
    for one in (good, away, late):
        assert ask(f"/s/{one}/{PRIVATE_FEED}.ics").status == 200
    assert run("link", "revoke", "repris", "--state", state).returncode == 0
    assert run("link", "revoke", "statut", "--state", state).returncode == 0
    assert ask(f"/s/{away}/{PRIVATE_FEED}.ics").status == 410, "at once"
    assert ask(f"/s/{late}/{PRIVATE_FEED}.ics").status == 200
    # In Paris the day is over at 23:00 UTC.
    stopped_clock.set_clock(clock, datetime.datetime(2027, 2, 2, 22, 59))
    assert ask(f"/s/{late}/{PRIVATE_FEED}.ics").status == 200
    stopped_clock.set_clock(clock, datetime.datetime(2027, 2, 2, 23, 0))
    assert ask(f"/s/{late}/{PRIVATE_FEED}.ics").status == 404
    paths = ("", "/", f"/{PRIVATE_FEED}.ics", "/all.ics", f"/{PRIVATE_FEED}/", "/dav/", "/status", "/robots.txt", "/assets/x.js", "/.ics")
    wrong = ("f" * 32, good[:-1], good + "0", good.upper(), "", "x")
    for path in paths:
        for method in ("GET", "HEAD", "PROPFIND", "OPTIONS", "PUT", "REPORT"):
            for accept in ("*/*", "text/html"):
                expected = ask(f"/s/{'0' * 32}{path}", method, {"Accept": accept})
                assert expected.status == 404
                for one in (away, late, status, *wrong):
                    is_own = one == away and path == f"/{PRIVATE_FEED}.ics" and method in ("GET", "HEAD")
                    if is_own:
                        continue
                    answer = ask(f"/s/{one}{path}", method, {"Accept": accept})
                    assert (answer.status, answer.body, heads(answer)) == (404, expected.body, heads(expected)), f"{method} {one} {path}"
    gone = ask(f"/s/{away}/{PRIVATE_FEED}.ics")
    assert gone.status == 410 and b"revoked" in gone.body and gone.headers["Cache-Control"] == "private, no-store"
    assert ask(f"/s/{good}/{PRIVATE_FEED}.ics").status == 200


def test_links_outlast_restarts(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    kept = add_link(run, state, PRIVATE_FEED, "--name", "gardé")
    away = add_link(run, state, PRIVATE_FEED, "--name", "repris")
    assert daemon.get(f"/s/{kept}/{PRIVATE_FEED}.ics", {"User-Agent": "DAVx5/4.3"}).status == 200
    assert run("link", "revoke", "repris", "--state", state).returncode == 0
    daemon.stop()
    daemon = serve(site, "--state", state, *ADDRESS)
    assert daemon.get(f"/s/{kept}/{PRIVATE_FEED}.ics").status == 200
    assert daemon.get(f"/s/{away}/{PRIVATE_FEED}.ics").status == 410
    daemon.process.kill()
    daemon.expect_status = -9
    daemon.process.wait()
    # Without a daemon the journal is changed.
    late = add_link(run, state, PRIVATE_FEED, "--name", "sans serveur")
    assert run("link", "revoke", "gardé", "--state", state).returncode == 0
    assert [line.split("  ")[0] for line in link_lines(run, state)] == ["NAME", "sans serveur"]
    daemon = serve(site, "--state", state, *ADDRESS)
    assert daemon.get(f"/s/{kept}/{PRIVATE_FEED}.ics").status == 410
    assert daemon.get(f"/s/{late}/{PRIVATE_FEED}.ics").status == 200
    with sqlite3.connect(state / "journal.db") as database:
        dump = "\n".join(database.iterdump())
    assert kept not in dump and late not in dump and away not in dump
    for path in state.iterdir():
        if path.is_file():
            assert not [secret for secret in (kept, late, away) if secret.encode() in path.read_bytes()], path


def test_the_list_tells_when_each_link_was_last_used_and_by_what(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED, "--name", "Conseil municipal", "--expires", "2099-06-30")
    add_link(run, state, PRIVATE_FEED)
    assert re.fullmatch(r"Conseil municipal  jardin-clos  \d{4}-\d\d-\d\d \d\d:\d\d  in force until 2099-06-30  never", link_lines(run, state)[1])
    for path in ("/nothing", f"/{PRIVATE_FEED}.ics"):
        daemon.get(f"/s/{secret}{path}", {"User-Agent": "Thunderbird/128" if "ics" in path else "Googlebot"})
    before = (state / "journal.db-wal").stat().st_mtime_ns if (state / "journal.db-wal").exists() else 0
    daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics", {"User-Agent": "Mozilla/5.0 Thunderbird/128.1"})
    assert ((state / "journal.db-wal").stat().st_mtime_ns if (state / "journal.db-wal").exists() else 0) == before, "no GET writes"
    for _ in range(2):
        lines = link_lines(run, state)
        assert lines[1].endswith(", Thunderbird") and lines[2].startswith("link-1 ") and lines[2].endswith("  never")
        daemon.stop()
        daemon = serve(site, "--state", state, *ADDRESS)
    assert run("link", "revoke", "Conseil municipal", "--state", state).returncode == 0
    assert len(link_lines(run, state)) == 2
    assert " revoked 20" in link_lines(run, state, "--all")[1]
    # Its name is free again.
    add_link(run, state, PRIVATE_FEED, "--name", "Conseil municipal")


@pytest.mark.parametrize("with_daemon", [True, False])
def test_what_no_link_can_be_is_refused_with_its_reason(site, serve, run, state, with_daemon):
    daemon = serve(site, "--state", state, *ADDRESS)
    add_link(run, state, PRIVATE_FEED, "--name", "pris")
    if not with_daemon:
        daemon.stop()
    for arguments, status, reason in (
        (("add",), 2, "name the feed"),
        (("add", PRIVATE_FEED, "--status"), 2, "a feed or the status"),
        (("revoke",), 2, "name the link"),
        (("list", "x"), 2, "takes no name"),
        (("shout",), 2, "shout"),
        (("add", "nowhere"), 1, 'there is no feed "nowhere"'),
        (("add", "agenda"), 1, "is public"),
        (("add", PRIVATE_FEED, "--name", "pris"), 1, "there is a link"),
        (("add", PRIVATE_FEED, "--name", "a/b"), 1, "a name is text"),
        (("add", PRIVATE_FEED, "--name", "x" * 101), 1, "longer than 100 bytes"),
        (("add", PRIVATE_FEED, "--expires", "demain"), 1, "is no day"),
        (("add", PRIVATE_FEED, "--expires", "2001-01-01"), 1, "would have expired"),
        (("revoke", "inconnu"), 1, 'no link "inconnu"'),
    ):
        result = run("link", *arguments, "--state", state)
        assert (result.returncode, result.stdout) == (status, ""), arguments
        assert reason in result.stderr, arguments
    assert len(link_lines(run, state)) == 2
    assert "there is no journal" in run("link", "list", "--state", state.parent / "elsewhere").stderr


def test_a_link_opens_the_status_for_who_has_no_shell(site, serve, run, state, tmp_path):
    config = tmp_path / "almanach.yml"
    config.write_text("status: local\n", encoding="utf-8")
    daemon = serve(site, "--state", state, *ADDRESS, "--config", config)
    secret = add_link(run, state, "--status", "--name", "webmestre")
    away = {"Host": "agenda.example.org", "X-Forwarded-For": "192.0.2.1"}
    assert daemon.get("/status", away).status == 403
    page = daemon.get(f"/s/{secret}/status", away)
    assert page.status == 200 and "Conseil du jardin" in page.text and "brouillon-faux.md" in page.text
    assert f'href="/s/{secret}/status.' in page.text, "its other language"
    assert daemon.get(f"/s/{secret}/status.fr.html", away).status == 200
    told = json.loads(daemon.get(f"/s/{secret}/status.json", away).body)
    assert {"id": PRIVATE_FEED, "access": "link"}.items() <= {feed["id"]: feed for feed in told["feeds"]}[PRIVATE_FEED].items()
    # What else it leads to is public, and nothing private has an address there.
    for href in set(re.findall(r'<a [^>]*href="(/[^"#]*)"', page.text)):
        answer = daemon.get(href, away)
        if answer.status == 303:
            assert answer.headers["Location"].startswith("https://agenda.example.org/")
            assert daemon.get(urllib.parse.urlsplit(answer.headers["Location"]).path).status == 200, href
        else:
            assert answer.status == 200, href
    for path in (f"/{PRIVATE_FEED}.ics", "/metrics", "/dav/", "/all.ics"):
        assert daemon.get(f"/s/{secret}{path}", away).status == 404, path
    config.write_text("status: off\n", encoding="utf-8")
    assert run("reload", "--state", state).returncode == 0
    daemon.wait_until(lambda: daemon.get(f"/s/{secret}/status", away).status == 404, "off is off")


def test_a_feed_that_was_called_s_before_keeps_its_addresses(content, serve, run, state):
    write_event(content / "x" / "bal.md", title="Bal")
    daemon = serve(content, "--state", state, *ADDRESS)
    daemon.stop()
    with sqlite3.connect(state / "journal.db") as database:
        database.execute("""UPDATE feeds SET text = replace(text, '"id":"x"', '"id":"s"')""")
    daemon = serve(content, "--state", state, *ADDRESS)
    assert daemon.titles("s") == ["Bal"]
    for path in ("/s/", "/s/bal", "/s/bal.ics", "/s/index.en.html", "/s/embed", "/s/bal.en.html"):
        assert daemon.get(path).status == 200, path
    assert daemon.get("/s/" + "0" * 32 + "/bal.ics").headers["X-Robots-Tag"] == "noindex"
    write_event(content / "s" / "autre.md", title="Autre")
    daemon.wait_until(lambda: daemon.titles("s-2") == ["Autre"], "another one is called otherwise")


def test_a_journal_that_cannot_be_written_makes_no_link_and_revokes_all_the_same(site, serve, run, state):
    daemon = serve(site, "--state", state, *ADDRESS)
    secret = add_link(run, state, PRIVATE_FEED, "--name", "voisins")
    with sqlite3.connect(state / "journal.db", isolation_level=None) as database:
        database.execute("BEGIN IMMEDIATE")
        result = run("link", "add", PRIVATE_FEED, "--state", state)
        assert result.returncode == 1 and "no link is made" in result.stderr and "/s/" not in result.stdout
        result = run("link", "revoke", "voisins", "--state", state)
        assert result.returncode == 1 and "would open again" in result.stderr
        assert daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").status == 410
        database.execute("ROLLBACK")
    write_event(site / "agenda" / "autre.md", title="Autre")
    daemon.wait_until(lambda: "Autre" in daemon.titles("agenda"), "the journal is written again")
    daemon.stop()
    daemon = serve(site, "--state", state, *ADDRESS)
    assert daemon.get(f"/s/{secret}/{PRIVATE_FEED}.ics").status == 410
