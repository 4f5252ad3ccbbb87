"""What is kept of answers for those who ask the same: one bound for all kinds and forms (`limits.cache`)."""

import http.client
import itertools

import pytest

from content import event_text
from daemon import DEADLINE_SECONDS
from memory import growth_bounded, skip_where_sanitized

SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
COLLECTION = "/dav/calendars/agenda/"
CODINGS = ("identity", "gzip", "br")


def ask_report(number):
    span = f'<C:time-range start="2020{number // 28 % 12 + 1:02}{number % 28 + 1:02}T000000Z" end="2030010{number // 336 + 1}T000000Z"/>'
    return (
        f'<C:calendar-query {SPACES}><prop><C:calendar-data/></prop><C:filter><C:comp-filter name="VCALENDAR">'
        f'<C:comp-filter name="VEVENT">{span}</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>'
    )


# Each number wants another answer.
KINDS = [
    lambda number: ("GET", f"/agenda.ics?alarm=PT{number + 1}S", None),
    lambda number: ("GET", f"/agenda.jcal?alarm=PT{number + 1}S", None),
    lambda number: ("GET", f"/agenda.json?past={number + 1}d", None),
    lambda number: ("GET", f"/agenda.atom?past={number + 1}d", None),
    lambda number: ("GET", f"/agenda/?q=bal+{number}", None),
    lambda number: ("REPORT", COLLECTION, ask_report(number)),
    lambda number: ("PROPFIND", COLLECTION, f'<propfind {SPACES}><prop><getetag/><x{number} xmlns="u:"/></prop></propfind>'),
]


def flood(daemon, numbers):
    """Asks for all kinds, each in each coding, on one connection; the bytes that were sent."""
    connection = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=DEADLINE_SECONDS)
    size = 0
    for number, kind in itertools.product(numbers, KINDS):
        method, path, body = kind(number)
        for coding in CODINGS if method == "GET" else CODINGS[:1]:
            connection.request(method, path, body, {"Accept-Encoding": coding, "Depth": "1"})
            answer = connection.getresponse()
            size += len(answer.read())
            assert answer.status in (200, 207), f"{method} {path}: {answer.status}"
    connection.close()
    return size


@pytest.fixture(name="cached")
def start_cached(content, serve, tmp_path):
    """cached(size) -> a daemon with fifty events that keeps answers of so many bytes."""
    (content / "agenda").mkdir()
    for number in range(50):
        day = f"2027-{number % 12 + 1:02}-{number % 28 + 1:02}"
        text = event_text(f"Bal {number}", f"{day} 18:30", f"{day} 20:00") + f"Venez **{number}** fois. " * 20
        (content / "agenda" / f"bal-{number}.md").write_text(text, encoding="utf-8")

    def start(size):
        config = tmp_path / "almanach.yml"
        config.write_text(f"limits:\n  cache: {size}\n", encoding="utf-8")
        return serve(content, "--config", config, "--base-url", "https://agenda.example.org")

    return start


def test_a_flood_of_choices_takes_no_more_memory_than_the_cache_may(cached):
    """Thousands of answers of all kinds, thirty times what may be kept."""
    skip_where_sanitized()
    daemon = cached("4MB")
    flood(daemon, range(10))
    with growth_bounded(daemon.process, 12, since="VmHWM"):
        assert flood(daemon, range(10, 200)) > 60_000_000


@pytest.mark.parametrize("size", ["0", "1", "100kB", "64MB"])
def test_answers_are_the_same_however_much_is_kept(cached, size):
    daemon = cached(size)
    for kind in KINDS[:5]:
        _, path, _ = kind(1)
        for coding in (*CODINGS, *CODINGS):
            answer = daemon.get(path, {"Accept-Encoding": coding})
            assert answer.status == 200
            assert answer.headers.get("Content-Encoding", "identity") == coding
    assert len(daemon.get("/agenda.ics?alarm=PT2S").calendar.walk("VALARM")) == 50
    assert flood(daemon, [1]) == flood(daemon, [1])
