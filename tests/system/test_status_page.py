"""/status: what the webmaster sees, and who has fetched what."""

import re

from content import write_event
from daemon import wait_until

AGENTS = {
    "Google Calendar": "Google-Calendar-Importer",
    "Apple Calendar": "iOS/17.5 (21F79) dataaccessd/1.0",
    "Thunderbird": "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.7.0",
    "DAVx5": "DAVx5/4.4.10-ose (dav4jvm; okhttp/4.12.0) Android/14",
}


def status_page(daemon, headers=None):
    return daemon.get("/status", {"Accept-Language": "en", **(headers or {})})


def section_of(page, name):
    return next(part for part in page.split("<section") if f">{name.title()}</a>" in part)


def visits(section):
    """Program -> (visits, whether it has seen the last change)."""
    rows = re.findall(r'<th scope="row">([^<]*)</th><td><time[^>]*>[^<]*</time></td><td>(\d+)</td><td>([^<]*)</td>', section)
    return {program: (int(count), seen) for program, count, seen in rows}


def test_who_fetched_each_calendar(serve, content):
    write_event(content / "visits" / "visit.md", title="A visit")
    write_event(content / "meetings" / "meeting.md", title="A meeting")
    daemon = serve(content)
    assert "Nobody has come" in section_of(status_page(daemon).text, "visits")
    for agent in AGENTS.values():
        answer = daemon.get("/visits.ics", {"User-Agent": agent})
        assert answer.status == 200
        assert daemon.get("/visits.ics", {"User-Agent": agent, "If-None-Match": answer.headers["ETag"]}).status == 304
    daemon.get("/visits/visit.ics?alarm=PT1H", {"User-Agent": AGENTS["Google Calendar"]})
    daemon.get("/visits/nothing.ics", {"User-Agent": AGENTS["Google Calendar"]})
    daemon.get("/visits/", {"User-Agent": AGENTS["Thunderbird"], "Accept": "text/calendar"})
    page = status_page(daemon)
    assert page.status == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert visits(section_of(page.text, "visits")) == {
        "Google Calendar": (3, "yes"), "Apple Calendar": (2, "yes"), "Thunderbird": (3, "yes"), "DAVx5": (2, "yes")
    }
    assert "Nobody has come" in section_of(page.text, "meetings")
    assert "127.0.0.1" not in section_of(page.text, "visits"), "no addresses are kept"


def test_who_has_not_seen_the_last_change(serve, content):
    path = write_event(content / "visits" / "visit.md", title="A visit")
    daemon = serve(content)
    daemon.get("/visits.ics", {"User-Agent": AGENTS["Google Calendar"]})

    # A change is dated to the second: it is made anew until it falls into a later one than the visit.
    def not_seen():
        write_event(path, title=f"A visit, said in other words {not_seen.count}")
        not_seen.count += 1
        return visits(section_of(status_page(daemon).text, "visits"))["Google Calendar"] == (1, "not yet")

    not_seen.count = 0
    wait_until(not_seen, "Google has not seen the last change")
    daemon.get("/visits.ics", {"User-Agent": AGENTS["DAVx5"]})


def test_problems_stand_there_with_file_line_and_cure(serve, content):
    write_event(content / "visits" / "visit.md", title="A visit", start="0007-08-31 23:09:21 +00:09")
    page = status_page(serve(content)).text
    assert "<code>visits/visit.md:3:8</code>" in page
    assert "year 7 is nonsense" in page


def test_it_is_for_this_machine_only_unless_configured(serve, content, tmp_path):
    write_event(content / "visits" / "visit.md", title="A visit")
    daemon = serve(content)
    assert status_page(daemon, {"X-Forwarded-For": "192.0.2.1"}).status == 403
    assert daemon.get("/status.en.html", {"X-Forwarded-For": "192.0.2.1"}).status == 403
    assert "Service status" in daemon.get("/status.en.html").text
    assert "État du service" in daemon.get("/status.fr.html").text
    config = tmp_path / "off.yml"
    config.write_text("status: off\n")
    assert status_page(serve(content, "--config", config)).status == 404
