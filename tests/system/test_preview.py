"""What an editor sees at /preview: on this machine alone, renewed as files are saved."""

import contextlib
import datetime
import re
import select
import shutil
import signal
import socket
import sqlite3
import urllib.parse

import pytest

import stopped_clock
from browser import check_in_browser
from content import save_over, write_event
from daemon import DEADLINE_SECONDS, free_port, wait_until
from golden import ROOT
from private_site import ADDRESS, NEEDLES, found_in, make_site

MOST_LISTENERS = 16
NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.timezone.utc)


@pytest.fixture(name="daemon")
def serving(serve, content):
    write_event(content / "agenda" / "bal.md", title="Bal")
    return serve(content, "--preview")


def page(daemon, file, language="en"):
    answer = daemon.get(f"/preview?file={urllib.parse.quote(file)}", {"Accept-Language": language})
    return answer.text


class Listener:
    """A browser's EventSource, on a connection of its own."""

    def __init__(self, daemon, seen=""):
        self.socket = socket.create_connection(("127.0.0.1", daemon.port), timeout=DEADLINE_SECONDS)
        self.socket.sendall(f"GET /preview/events?seen={seen} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())

    def answer(self):
        """Status and body of what comes, as it has come to its end."""
        text = b""
        while b"\r\n\r\n" not in text:
            text += self.socket.recv(4096)
        head, _, body = text.partition(b"\r\n\r\n")
        length = int(re.search(rb"Content-Length: (\d+)", head).group(1))
        while len(body) < length:
            body += self.socket.recv(4096)
        return int(head.split()[1]), body.decode()

    def is_waiting(self):
        return not select.select([self.socket], [], [], 0)[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def news(daemon):
    """What names the present state."""
    with Listener(daemon) as listener:
        status, body = listener.answer()
    assert status == 200
    return re.search(r"^id: (\S+)$", body, re.MULTILINE).group(1)


def test_the_log_says_where_it_is(daemon):
    line = f"the preview, for this machine alone: http://127.0.0.1:{daemon.port}/preview"
    daemon.wait_until(lambda: line in daemon.log(), line)


def test_without_the_option_there_is_none(serve, content):
    daemon = serve(content)
    assert daemon.get("/preview").status == daemon.get("/preview/events").status == daemon.get("/preview/preview.js").status == 404
    assert "/preview" not in daemon.log()


def test_a_file_is_shown_with_its_event_lines_problems_and_reading(daemon):
    write_event(daemon.content / "agenda" / "faux.md", start="nonsense")
    daemon.wait_until(lambda: daemon.problems("agenda/faux.md"), "the fault is seen")
    text = page(daemon, "agenda/bal.md")
    assert "Bring a pen." in text and "SUMMARY:Bal" in text and "No problem." in text
    assert "<code>start</code>, line 3" in text and "2027-02-10 18:00:00 +01:00" in text
    faulty = page(daemon, "agenda/faux.md")
    assert "This file gives no event" in faulty and "<pre>start: nonsense</pre>" in faulty
    french = page(daemon, "agenda/faux.md", "fr")
    assert "Ce fichier ne donne aucun événement" in french and "n’est pas une date" in french
    listed = daemon.get("/preview").text
    assert listed.index("agenda/faux.md") < listed.index("agenda/bal.md")


def test_a_save_is_told_at_once(daemon):
    file = daemon.content / "agenda" / "bal.md"
    seen = news(daemon)
    with Listener(daemon, seen) as listener:
        # It holds up nobody.
        assert daemon.get("/healthz").status == 200
        assert listener.is_waiting()
        save_over(file, file.read_text().replace("Bal", "Grand bal"))
        status, body = listener.answer()
    assert status == 200 and seen not in body
    assert "Grand bal" in page(daemon, "agenda/bal.md")


def test_a_save_that_changes_problems_or_places_alone_is_told(daemon):
    file = daemon.content / "agenda" / "bal.md"
    served = daemon.get("/agenda.ics").headers["ETag"]
    for text in (
        file.read_text().replace("title", "# a remark\ntitle"),
        file.read_text().replace("end:", "heur_debut: 18:00\nend:"),
    ):
        seen = news(daemon)
        with Listener(daemon, seen) as listener:
            save_over(file, text)
            assert listener.answer()[0] == 200
        assert news(daemon) != seen
    assert daemon.get("/agenda.ics").headers["ETag"] == served


def test_what_was_missed_is_told_at_once(daemon):
    file = daemon.content / "agenda" / "bal.md"
    seen = news(daemon)
    save_over(file, file.read_text().replace("Bal", "Grand bal"))
    with Listener(daemon, seen) as listener:
        assert listener.answer()[0] == 200
    # Of another start, too.
    with Listener(daemon, "0-1") as listener:
        assert f"id: {news(daemon)}" in listener.answer()[1]


def test_more_listeners_than_so_many_are_refused(daemon):
    seen = news(daemon)
    with contextlib.ExitStack() as stack:
        listeners = [stack.enter_context(Listener(daemon, seen)) for _ in range(MOST_LISTENERS + 1)]
        # Which of the threads hears of which first is left to the system.
        wait_until(lambda: not all(one.is_waiting() for one in listeners), "one is refused")
        refused = [one for one in listeners if not one.is_waiting()]
        assert [one.answer()[0] for one in refused] == [503]
        listeners = [one for one in listeners if one not in refused]
        listeners.pop().socket.close()

        def is_admitted():
            one = Listener(daemon, seen)
            # What is refused is answered at once, before what is asked after it.
            assert daemon.get("/healthz").status == 200
            stack.enter_context(one)
            return one.is_waiting()

        wait_until(is_admitted, "the place of one that has gone is taken")
        write_event(daemon.content / "agenda" / "neuf.md", title="Neuf")
        assert {one.answer()[0] for one in listeners} == {200}


def test_a_head_is_answered_without_waiting(daemon):
    answer = daemon.request("HEAD", f"/preview/events?seen={news(daemon)}")
    assert answer.status == 200 and not answer.body
    assert answer.headers["Content-Type"] == "text/event-stream" and answer.headers["Cache-Control"] == "no-store"


def test_the_daemon_ends_at_once_though_somebody_listens(daemon):
    with Listener(daemon, news(daemon)) as listener:
        assert daemon.get("/healthz").status == 200
        assert listener.is_waiting()
        daemon.process.send_signal(signal.SIGTERM)
        status, body = listener.answer()
        assert status == 200 and "nothing new" in body
        assert daemon.process.wait(timeout=DEADLINE_SECONDS) == 0


@pytest.mark.parametrize("path", ["/preview", "/preview?file=agenda/bal.md", "/preview.fr.html", "/preview/events", "/preview/preview.js"])
def test_for_others_it_is_as_if_there_were_none(daemon, path):
    kept = ("Date", "Content-Length")

    def seen(headers, method="GET", wanted=path):
        answer = daemon.request(method, wanted, headers)
        return answer.status, sorted((n, v) for n, v in answer.headers.items() if n not in kept), answer.body

    assert daemon.get(path).status == 200
    for headers in ({"X-Forwarded-For": "192.0.2.1"}, {"Via": "1.1 proxy"}, {"Host": "agenda.example.org"}, {"Host": "evil.example"}):
        assert seen(headers) == seen(headers, wanted="/nothing"), headers
        assert seen(headers)[0] == 404
    assert seen({}, "POST") == seen({}, "POST", "/nothing")


def test_no_page_of_another_site_may_read_it(daemon):
    for path in ("/preview", "/preview?file=agenda/bal.md", "/preview/events", "/preview/preview.js"):
        headers = daemon.get(path, {"Origin": "https://evil.example"}).headers
        assert not [name for name in headers if name.lower().startswith("access-control-")], path
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
    policy = daemon.get("/preview").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy


def test_a_proxy_of_this_machine_leads_nobody_there(daemon, run_nginx):
    port = free_port()
    get = run_nginx(port, f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{daemon.port}; }} }}")
    assert get("/preview").status == get("/preview/events").status == 404
    assert get("/all.ics").status == 200


def test_nothing_of_it_is_in_what_is_served_exported_or_linked(daemon, almanach, tmp_path, run):
    for path in ("/", "/agenda/", "/agenda/bal", "/help", "/sitemap.xml", "/robots.txt", "/embed"):
        assert "preview" not in daemon.get(path).text.lower(), path
    out = tmp_path / "out"
    result = run("export", "--content", daemon.content, "--output", out, "--base-url", "https://agenda.example.org")
    assert result.returncode == 0, result.stderr
    assert not [path for path in out.rglob("*") if "preview" in path.name]


def test_drafts_and_private_feeds_are_shown_there_and_nowhere_else(serve, content):
    make_site(content)
    write_event(content / "agenda" / "cache.md", title="Essai tenu secret", extra="draft: true\n")
    daemon = serve(content, "--preview", *ADDRESS)
    assert "SUMMARY:Essai tenu secret" in page(daemon, "agenda/cache.md") and "Draft" in page(daemon, "agenda/cache.md")
    private = page(daemon, "jardin-clos/seance-a-huis-clos.md")
    assert "Séance à Huis clos" in private and "Private calendar" in private
    assert "jardin-clos/brouillon-faux.md" in daemon.get("/preview").text
    for path in ("/", "/all.ics", "/agenda/", "/agenda.json", "/sitemap.xml", "/nothing"):
        text = daemon.get(path).text
        assert not found_in(text, (*NEEDLES, "Essai tenu secret")), path
    stranger = {"X-Forwarded-For": "192.0.2.1"}
    assert not found_in(daemon.get("/preview", stranger).text)
    assert not found_in(daemon.log())


HOSTILE = ["<script>alert(1)</script>.md", "a&b=c#d?e.md", "é à 日本.md", "'\"><img src=x>.md", "%2e%2e%2f.md", "a\u202egpj.md"]


def test_names_and_texts_that_mean_harm_are_text(serve, content):
    for name in HOSTILE:
        write_event(content / "agenda" / name.replace("/", "\u2215"), title="'&lt;img src=x onerror=alert(1)&gt; & co'", extra="inconnu: '</table><script>alert(2)</script>'\n")
    daemon = serve(content, "--preview")
    listed = daemon.get("/preview").text
    assert "<script>alert" not in listed and "<img" not in listed
    links = re.findall(r'href="(/preview\?file=[^"]*)"', listed)
    assert len(links) == len(HOSTILE)
    for link in links:
        shown = daemon.get(link.replace("&amp;", "&"))
        assert shown.status == 200, link
        assert "<script>alert" not in shown.text and "<img src=x" not in shown.text
        assert "SUMMARY:" in shown.text


def test_only_content_files_are_shown(serve, content, tmp_path):
    write_event(content / "agenda" / "bal.md", title="Bal")
    outside = write_event(tmp_path / "outside.md", title="Dehors")
    (content / "agenda" / "lien.md").symlink_to(outside)
    (content / "agenda" / "mot-de-passe.txt").write_text("secret")
    daemon = serve(content, "--preview")
    for file in ("agenda/mot-de-passe.txt", "../outside.md", str(outside), "agenda/../agenda/bal.md", "agenda/.bal.md.tmp", "", "agenda/bal.md\0"):
        answer = daemon.get(f"/preview?file={urllib.parse.quote(file)}&x=1")
        assert "secret" not in answer.text and "Dehors" not in answer.text
        assert answer.status == (200 if file == "" else 404), file
    assert "Dehors" not in page(daemon, "agenda/lien.md")


def test_a_file_that_comes_and_goes_is_followed(daemon):
    write_event(daemon.content / "agenda" / "neuf.md", title="Neuf")
    wait_until(lambda: "SUMMARY:Neuf" in page(daemon, "agenda/neuf.md"), "it has come")
    (daemon.content / "agenda" / "neuf.md").unlink()
    wait_until(lambda: daemon.get("/preview?file=agenda/neuf.md").status == 404, "it has gone")


def test_of_very_many_files_those_with_problems_are_listed(serve, content):
    folder = content / "agenda"
    folder.mkdir(parents=True)
    for number in range(10_000):
        (folder / f"e{number}.md").write_text(f"---\ntitle: E{number}\nstart: 2027-02-10 18:00\nend: 2027-02-10 19:00\n---\n")
    write_event(folder / "zzz-faux.md", start="nonsense")
    daemon = serve(content, "--preview")
    listed = daemon.get("/preview", {"Accept-Language": "en"}).text
    assert listed.count("<li") < 300 and len(listed) < 100_000
    assert listed.index("zzz-faux.md") < listed.index("e0.md")
    assert "10001 files of 10001" in listed and "more files are not listed" in listed
    assert "agenda/e9876.md" in daemon.get("/preview?q=E9876").text


def test_an_event_of_a_list_is_chosen(serve, content):
    (content / "agenda").mkdir(parents=True)
    (content / "agenda" / "liste.yml").write_text(
        "- {id: un, title: Un, start: 2027-02-10 18:00, end: 2027-02-10 19:00}\n- {id: deux, title: Deux, start: 2027-02-11 18:00}\n")
    daemon = serve(content, "--preview")
    assert "SUMMARY:Un" in page(daemon, "agenda/liste.yml")
    second = daemon.get("/preview?file=agenda/liste.yml&event=2", {"Accept-Language": "en"}).text
    assert "SUMMARY:Deux" in second and "60 min, for want of an end" in second and ">2027-02-11 18:00<" in second
    for odd in ("0", "3", "-1", "99999999999999", "x"):
        assert "SUMMARY:Un" in daemon.get(f"/preview?file=agenda/liste.yml&event={odd}").text


def test_a_reload_keeps_it(serve, content, tmp_path):
    write_event(content / "agenda" / "bal.md", title="Bal")
    config = tmp_path / "almanach.yml"
    config.write_text("name: Avant\n")
    daemon = serve(content, "--preview", "--config", config)
    seen = news(daemon)
    with Listener(daemon, seen) as listener:
        config.write_text("name: Après\n")
        daemon.process.send_signal(signal.SIGHUP)
        assert listener.answer()[0] == 200
    assert "Après" in daemon.get("/preview").text


def test_a_feed_that_was_called_preview_before_keeps_its_addresses(content, serve, tmp_path):
    state = tmp_path / "state"
    state.mkdir()
    write_event(content / "x" / "bal.md", title="Bal")
    daemon = serve(content, "--state", state)
    daemon.stop()
    with sqlite3.connect(state / "journal.db") as database:
        database.execute("""UPDATE feeds SET text = replace(text, '"id":"x"', '"id":"preview"')""")
    for options in ((), ("--preview",)):
        daemon = serve(content, "--state", state, *options)
        assert daemon.titles("preview") == ["Bal"]
        for path in ("/preview/", "/preview/bal", "/preview/bal.ics", "/preview/index.en.html", "/preview/embed"):
            assert daemon.get(path).status == 200, path
        assert daemon.get("/preview").status == 308
        assert daemon.get("/preview/events").status == 404
        daemon.stop()
        assert ("there is no preview: /preview is the address of the feed in x" in daemon.log()) == bool(options)


def test_in_the_browser(serve, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(ROOT / "feeds", content)
    write_event(content / "evenements" / "faux.md", start="nonsense")
    write_event(content / "evenements" / "brouillon.md", title="Brouillon", extra="draft: true\n")
    clock = tmp_path / "now"
    stopped_clock.set_clock(clock, NOW)
    daemon = serve(content, "--preview", environment=stopped_clock.environment(clock))
    check_in_browser(daemon, "preview", ALMANACH_CONTENT=str(content))
