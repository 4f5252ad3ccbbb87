"""What no calendar program sends: it is told so, nothing fails, and the daemon goes on as before."""

import pytest

from content import write_event

COLLECTION = "/dav/calendars/meetings/"
SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'


def query(in_event="", data="", more=""):
    return (
        f"<C:calendar-query {SPACES}><D:prop><D:getetag/><C:calendar-data>{data}</C:calendar-data></D:prop>"
        f'<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{in_event}</C:comp-filter>'
        f"</C:comp-filter></C:filter>{more}</C:calendar-query>"
    )


def time_range(**attributes):
    return "<C:time-range" + "".join(f' {name}="{value}"' for name, value in attributes.items()) + "/>"


BILLION_LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{i} "' + f"&a{i - 1};" * 10 + '">' for i in range(1, 10))
    + f"]><D:propfind {SPACES}><D:prop><D:displayname>&a9;</D:displayname></D:prop></D:propfind>"
)

NOT_XML = {
    "nothing": "",
    "words": "give me everything",
    "json": '{"propfind": {}}',
    "half": f"<D:propfind {SPACES}><D:prop>",
    "crossed": f"<D:propfind {SPACES}><D:prop></D:propfind></D:prop>",
    "two roots": f"<D:propfind {SPACES}/><D:propfind {SPACES}/>",
    "unbound prefix": "<D:propfind/>",
    "unknown entity": f"<D:propfind {SPACES}><D:prop><D:displayname>&nbsp;</D:displayname></D:prop></D:propfind>",
    "billion laughs": BILLION_LAUGHS,
    "outside entity": f'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><D:propfind {SPACES}>&x;</D:propfind>',
    "deep": "<a>" * 100_000,
    "deep and closed": f"<D:propfind {SPACES}>" + "<D:a>" * 50_000 + "</D:a>" * 50_000 + "</D:propfind>",
    "many": f"<D:propfind {SPACES}><D:prop>" + "<D:a/>" * 100_000 + "</D:prop></D:propfind>",
    "many attributes": "<a " + " ".join(f'x{i}="1"' for i in range(50_000)) + f"><D:propfind {SPACES}/>",
    "no characters": b"<D:propfind xmlns:D='DAV:'><D:prop><D:\xff\xfe/></D:prop></D:propfind>",
    "null": b"\x00<D:propfind xmlns:D='DAV:'/>",
    "null inside": b"<D:propfind xmlns:D='DAV:'><D:prop><D:dis\x00play/></D:prop></D:propfind>",
}


@pytest.fixture(scope="module")
def daemon(almanach, tmp_path_factory):
    import daemon as daemons

    folder = tmp_path_factory.mktemp("bad")
    write_event(folder / "content" / "meetings" / "meeting.md")
    write_event(folder / "content" / "meetings" / "daily.md", extra="rrule: FREQ=DAILY\n")
    with daemons.running(almanach, folder / "content", [], folder / "log") as one:
        yield one


def ask(daemon, method, body, path=COLLECTION, depth="1"):
    body = body.encode() if isinstance(body, str) else body
    return daemon.request(method, path, {"Depth": depth, "Content-Type": "application/xml"}, body)


@pytest.mark.parametrize("method", ["REPORT", "PROPPATCH", "PROPFIND"])
@pytest.mark.parametrize("name", NOT_XML)
def test_a_body_that_is_no_xml_is_400(daemon, method, name):
    answer = ask(daemon, method, NOT_XML[name])
    # Without a body a PROPFIND asks for everything.
    assert answer.status == (207 if method == "PROPFIND" and name == "nothing" else 400)
    assert b"root:" not in answer.body and len(answer.body) < 10_000


@pytest.mark.parametrize(
    "body, condition",
    [
        (query(time_range()), "valid-filter"),
        (query(time_range(start="tomorrow")), "valid-filter"),
        (query(time_range(start="20270231T000000Z")), "valid-filter"),
        (query(time_range(start="20270101T250000Z")), "valid-filter"),
        (query(time_range(start="20270101")), "valid-filter"),
        (query(time_range(start="20270101T000000")), "valid-filter"),
        (query(time_range(start="00000000T000000Z")), "valid-filter"),
        (query(time_range(start="20270201T000000Z", end="20270101T000000Z")), "valid-filter"),
        (query('<C:prop-filter name=""/>'), "valid-filter"),
        (query("<C:prop-filter/>"), "valid-filter"),
        (query('<C:prop-filter name="X"><C:text-match collation="i;klingon">x</C:text-match></C:prop-filter>'),
         "supported-collation"),
        (query(more="<C:timezone>no calendar</C:timezone>"), "valid-calendar-data"),
        (query(more="<C:timezone-id>../../etc/passwd</C:timezone-id>"), "valid-timezone"),
        (query(data='<C:expand start="19700101T000000Z" end="99991231T000000Z"/>'), "number-of-matches-within-limits"),
        (query().replace("<C:calendar-data>", '<C:calendar-data version="3.0">'), "supported-calendar-data"),
        (query().replace("calendar-query", "calendar-question"), "supported-report"),
        (query().replace("urn:ietf:params:xml:ns:caldav", "urn:ietf:params:xml:ns:carddav"), "supported-report"),
        (f"<D:sync-collection {SPACES}><D:sync-token>{'x' * 100_000}</D:sync-token><D:prop/></D:sync-collection>",
         "valid-sync-token"),
        (f"<D:sync-collection {SPACES}><D:sync-token>data:,1.....</D:sync-token><D:prop/></D:sync-collection>",
         "valid-sync-token"),
    ],
)  # fmt: skip
def test_a_request_that_breaks_a_condition_is_told_which(daemon, body, condition):
    answer = ask(daemon, "REPORT", body)
    assert answer.status == 403
    assert condition in answer.text


@pytest.mark.parametrize(
    "body",
    [
        query(data="<C:expand/>"),
        query(data='<C:expand start="20270101T000000Z" end="20260101T000000Z"/>'),
        query(data='<C:comp name="VEVENT"/>'),
        f"<C:calendar-multiget {SPACES}><D:prop/></C:calendar-multiget>",
        f"<C:free-busy-query {SPACES}/>",
        f"<D:sync-collection {SPACES}/>",
        f"<D:sync-collection {SPACES}><D:sync-token/><D:limit><D:nresults>-1</D:nresults></D:limit></D:sync-collection>",
        f"<D:expand-property {SPACES}><D:property name='&lt;x&gt;'/></D:expand-property>",
    ],
)
def test_a_request_that_means_nothing_is_400(daemon, body):
    assert ask(daemon, "REPORT", body).status == 400


@pytest.mark.parametrize(
    "href",
    [
        "/dav/calendars/meetings/../../../etc/passwd", "//evil.example.org/x", "%", "%zz", "%00", "/" * 5_000,
        "http://[::1", "&lt;script&gt;", "/dav/calendars/meetings/%2e%2e/x.ics", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere_is_404_and_comes_back_as_text(daemon, href):
    answer = ask(
        daemon, "REPORT",
        f"<C:calendar-multiget {SPACES}><D:prop><D:getetag/></D:prop><D:href>{href}</D:href></C:calendar-multiget>",
    )
    assert answer.status == 207
    assert f"<href>{href}</href><status>HTTP/1.1 404 Not Found</status>" in answer.text


def test_a_body_over_the_limit_is_413(daemon):
    assert ask(daemon, "REPORT", "x" * 1_100_000).status == 413


def test_the_daemon_goes_on(daemon):
    answer = ask(daemon, "REPORT", query(time_range(start="20270101T000000Z", end="20280101T000000Z")))
    assert answer.status == 207
    assert "daily.ics" in answer.text and "meeting.ics" in answer.text
    assert daemon.log().count("error") == 0
