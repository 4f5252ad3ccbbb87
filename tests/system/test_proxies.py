"""The samples for the servers that stand in front, each run by the real one: for a name of its own, and for a path."""

import html
import html.parser
import re
import urllib.parse
import xml.etree.ElementTree

import pytest

import proxies
from content import write_event

KINDS = ("nginx", "caddy", "apache", "haproxy")
SAMPLES = {
    "nginx": "nginx{}.conf.example", "caddy": "Caddyfile{}.example", "apache": "apache{}.conf.example",
    "haproxy": "haproxy{}.cfg.example",
}  # fmt: skip
NAME = "agenda.example.org"
SITE = "www.example.org"
BASE = f"https://{SITE}/agenda"


@pytest.fixture(name="run_proxy")
def proxy_of_sample(root, tmp_path):
    """run_proxy(kind, part, backend, change=...) -> Proxy: as the sample says, `part` of a site or a whole one."""
    started = []

    def run(kind, part, backend, change=lambda sample: sample):
        if reason := proxies.missing(kind):
            pytest.skip(reason)
        sample = (root / "config" / SAMPLES[kind].format("-path" if part else "")).read_text(encoding="utf-8")
        make = proxies.part_of_site if part else proxies.whole_site
        place = tmp_path / f"proxy-{len(started)}"
        proxy = proxies.start(kind, make, change(sample), place, SITE if part else NAME, backend)
        started.append(proxy)
        proxy.wait("/agenda/robots.txt" if part else "/robots.txt")
        return proxy

    yield run
    for proxy in started:
        proxy.stop()


@pytest.fixture(name="backend")
def daemon_behind(serve, content, tmp_path):
    def start(base_url):
        folder = content / "bals"
        write_event(folder / "bal.md", title="Bal & cie")
        (folder / "sejour.md").write_text(
            "---\ntitle: Séjour d’été\nstart: 2027-08-02\nend: 2027-08-08\ntags: [Bal & dé]\n---\n", encoding="utf-8"
        )
        (folder / "cours.md").write_text(
            "---\ntitle: Cours\nstart: 2027-03-02 18:30\nend: 2027-03-02 20:00\nrrule: FREQ=WEEKLY;COUNT=8\n---\n", encoding="utf-8"
        )
        write_event(content / "ateliers" / "poterie.md", title="Poterie")
        config = tmp_path / "almanach.yml"
        config.write_text("trusted_proxies: [127.0.0.1]\nlog: {access: true}\n", encoding="utf-8")
        options = ("--config", config, "--base-url", base_url, "--state", tmp_path / "state")
        serve(content, *options).stop()
        # The folder had another name when it was served first.
        folder.rename(content / "fetes")
        (content / "fetes" / "feed.yml").write_text("name: Fêtes\nformerly: [bals]\n", encoding="utf-8")
        return serve(content, *options)

    return start


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_passes_on_what_subscribers_need(kind, backend, run_proxy):
    daemon = backend(f"https://{NAME}")
    proxy = run_proxy(kind, False, daemon.port)
    for path in ("/all.ics", "/fetes.jcal", "/", "/fetes/bal"):
        for coding in ("identity", "gzip"):
            own = daemon.get(path, {"Accept-Encoding": coding})
            passed = proxy.get(path, {"Accept-Encoding": coding})
            assert (passed.status, passed.body) == (200, own.body), (path, coding)
            for name in ("ETag", "Cache-Control", "Content-Type", "Content-Encoding", "Vary"):
                # Apache takes the spaces out of lists.
                values = ["".join((one.headers[name] or "").split()) for one in (passed, own)]
                assert values[0] == values[1], (path, coding, name)
            etag = passed.headers["ETag"]
            if etag:
                again = proxy.get(path, {"Accept-Encoding": coding, "If-None-Match": etag})
                assert again.status == 304, (path, coding)
    # Without a word on codings: as it is.
    assert proxy.get("/all.ics").body == daemon.get("/all.ics").body
    # CalDAV's methods, and an address with characters that are encoded.
    found = proxy.request("PROPFIND", "/dav/calendars/", {"Depth": "1"})
    assert found.status == 207 and b"/dav/calendars/fetes/" in found.body
    assert proxy.get("/all.json?category=Bal%20%26%20d%C3%A9").status == 200
    # What is for webmasters is not shown, whatever is claimed; nor is a claim believed.
    claims = {"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9"}
    for path in ("/status", "/status.json", "/metrics"):
        assert proxy.get(path).status == 403, path
        assert proxy.get(path, {"Host": NAME, **claims}).status == 403, path
    assert proxy.get("/all.ics", claims).status == 200
    assert "203.0.113.9" not in daemon.log()


@pytest.mark.parametrize("kind", KINDS)
def test_port_80_leads_on(kind, backend, run_proxy):
    daemon = backend(f"https://{NAME}")
    answer = run_proxy(kind, False, daemon.port).get("/fetes.ics?past=all", secure=False)
    assert answer.status == 308
    assert answer.headers["Location"] == f"https://{NAME}/fetes.ics?past=all"


def test_the_cache_of_the_nginx_sample_goes_on_serving(backend, run_proxy, tmp_path):
    def with_cache(sample):
        lines = re.sub(r"^( *)#(proxy_cache\w* )", r"\1\2", sample, flags=re.MULTILINE)
        path = re.search(r"^ *(proxy_cache_path .*)\n", lines, flags=re.MULTILINE)
        assert path[1].startswith("proxy_cache_path /var/cache/"), "a folder whose parent Debian has"
        cache = path[1].replace(path[1].split()[1], str(tmp_path / "cache"))
        return cache + "\n" + lines.replace(path[0], "")

    daemon = backend(f"https://{NAME}")
    proxy = run_proxy("nginx", False, daemon.port, with_cache)
    fresh = proxy.get("/all.ics")
    assert fresh.status == 200
    daemon.stop()
    assert proxy.get("/all.ics").body == fresh.body
    assert proxy.get("/ateliers.ics").status == 502, "what nobody has asked for cannot be there"


class References(html.parser.HTMLParser):
    """All that a page refers to."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("href", "src", "action", "poster", "data") and value is not None:
                self.found.append(value)


def references_of(answer, path):
    """What an answer refers to, as absolute addresses."""
    text = answer.body.decode("utf-8")
    found = [answer.headers[name] for name in ("Location", "Content-Location") if answer.headers[name]]
    found += re.findall(r"<([^>]*)>; *rel=", answer.headers.get("Link", ""))
    kind = answer.headers.get_content_type()
    if kind == "text/html":
        found += References(text).found
        text = html.unescape(text)
    if kind == "text/calendar":
        text = text.replace("\r\n ", "")
    found += re.findall(rf"(?:https?|webcals?)://{SITE}[^\s\"'<>\\,;)]*", text)
    absolute = (urllib.parse.urljoin(f"https://{SITE}{path}", re.sub(r"^webcals?:", "https:", one)) for one in found)
    return {urllib.parse.urldefrag(one).url for one in absolute}


@pytest.mark.parametrize("kind", KINDS)
def test_under_a_path_every_address_has_it(kind, backend, run_proxy):
    daemon = backend(BASE)
    proxy = run_proxy(kind, True, daemon.port)
    waiting = [f"{BASE}/", f"{BASE}/sitemap.xml", f"{BASE}/all.atom", f"{BASE}/all.json", f"{BASE}/robots.txt"]
    seen = set(waiting)
    kinds = set()
    while waiting:
        address = urllib.parse.urlsplit(waiting.pop())
        path = address.path + ("?" + address.query if address.query else "")
        answer = proxy.get(path)
        assert answer.status in (200, 303, 308), (path, answer.status)
        kinds.add(answer.headers.get_content_type())
        for one in references_of(answer, path):
            parts = urllib.parse.urlsplit(one)
            if parts.scheme != "https" or parts.netloc != SITE or one in seen:
                continue
            assert parts.path.startswith("/agenda/"), f"{path} leads to {one}"
            seen.add(one)
            # Choices of filters and months make no new kinds of pages.
            if not parts.query or len(seen) < 400:
                waiting.append(one)
    assert kinds >= {"text/html", "text/calendar", "application/json", "application/atom+xml", "application/xml"}
    assert {f"{BASE}/fetes.ics", f"{BASE}/fetes/bal", f"{BASE}/fetes/bal.ics", f"{BASE}/help"} <= seen


@pytest.mark.parametrize("kind", KINDS)
def test_under_a_path_what_leads_on_has_it(kind, backend, run_proxy):
    daemon = backend(BASE)
    proxy = run_proxy(kind, True, daemon.port)
    for path, target in {
        "/agenda": "/agenda/",
        "/agenda/fetes": "/agenda/fetes/",
        "/agenda/fetes?past=all": "/agenda/fetes/?past=all",
        "/agenda/bals/": "/agenda/fetes/",
        "/agenda/bals/bal": "/agenda/fetes/bal",
        "/agenda/bals/bal.en.html?a=b": "/agenda/fetes/bal.en.html?a=b",
        "/.well-known/caldav": "/agenda/dav/",
        "/agenda/.well-known/caldav": "/agenda/dav/",
        "/agenda/dav/calendars/bals/": "/agenda/dav/calendars/fetes/",
        "/agenda/dav/calendars/bals/bal.ics": "/agenda/dav/calendars/fetes/bal.ics",
    }.items():
        answer = proxy.get(path)
        assert answer.status in (303, 308), path
        location = urllib.parse.urlsplit(urllib.parse.urljoin(f"http://{SITE}:{proxy.plain}{path}", answer.headers["Location"]))
        assert location.path + ("?" + location.query if location.query else "") == target, path
    chosen = proxy.get("/agenda/fetes/", {"Accept": "text/calendar"})
    assert chosen.headers["Content-Location"] == "/agenda/fetes.ics"


@pytest.mark.parametrize("kind", KINDS)
def test_under_a_path_caldav_is_found_and_read(kind, backend, run_proxy):
    daemon = backend(BASE)
    proxy = run_proxy(kind, True, daemon.port)
    dav = "{DAV:}"

    def hrefs(path, depth="0", method="PROPFIND", body=None):
        answer = proxy.request(method, path, {"Depth": depth, "Content-Type": "application/xml"}, body)
        assert answer.status == 207, path
        found = [one.text for one in xml.etree.ElementTree.fromstring(answer.body).iter(f"{dav}href")]
        assert found and all(one.startswith("/agenda/") for one in found), (path, found)
        return found

    home = b'<propfind xmlns="DAV:"><prop><current-user-principal/></prop></propfind>'
    principal = hrefs("/agenda/dav/", body=home)[-1]
    home_set = b'<propfind xmlns="DAV:"><prop><C:calendar-home-set xmlns:C="urn:ietf:params:xml:ns:caldav"/></prop></propfind>'
    calendars = hrefs(hrefs(principal, body=home_set)[-1], "1")
    assert "/agenda/dav/calendars/fetes/" in calendars
    objects = [one for one in hrefs("/agenda/dav/calendars/fetes/", "1") if one.endswith(".ics")]
    assert len(objects) == 3
    body = "".join(f"<D:href>{one}</D:href>" for one in objects)
    multiget = (
        '<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/></D:prop>'
        f"{body}</C:calendar-multiget>"
    )
    assert hrefs("/agenda/dav/calendars/fetes/", "1", "REPORT", multiget.encode()) == objects
    assert all(proxy.get(one).status == 200 for one in objects)


@pytest.mark.parametrize("kind", KINDS)
def test_under_a_path_what_is_for_webmasters_is_not_shown(kind, backend, run_proxy):
    proxy = run_proxy(kind, True, backend(BASE).port)
    for path in ("/agenda/status", "/agenda/status.json", "/agenda/metrics"):
        assert proxy.get(path).status == 403, path

