"""What standards show, and what programs were seen to send, with what we answer.

Each folder below tests/dav holds `request` and `response`. Changing parts are replaced by words: tags, tokens, times of
writing, the version. `./dev test --approve dav-pairs` writes the responses anew.
"""

import pathlib
import re

import pytest

from golden import is_approving

DAV = pathlib.Path(__file__).resolve().parents[1] / "dav"
PAIRS = sorted(path.parent for path in DAV.rglob("request"))
HEADERS = ["Allow", "Content-Type", "DAV", "Location", "Preference-Applied", "Vary"]


@pytest.fixture(scope="module")
def site(almanach, tmp_path_factory):
    import daemon as daemons

    folder = tmp_path_factory.mktemp("dav")
    log = folder / "log"
    with daemons.running(almanach, DAV / "content", ["--base-url", "http://agenda.example.org"], log) as one:
        yield one


def present_token(site):
    body = b'<propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>'
    answer = site.request("PROPFIND", "/dav/calendars/agenda/", {"Depth": "0"}, body)
    return re.search(r"<sync-token>(.*?)</sync-token>", answer.text).group(1)


def read_request(text):
    head, _, body = text.partition("\n\n")
    first, *lines = head.split("\n")
    method, path = first.split(" ")
    return method, path, dict(line.split(": ", 1) for line in lines), body.rstrip("\n").encode()


def steady(text):
    for pattern, word in [
        (r'"[0-9a-f]{32}"', '"TAG"'),
        (r"data:,1\.[0-9a-f.]+", "data:,TOKEN"),
        (r"(?m)^(DTSTAMP|CREATED|LAST-MODIFIED):[0-9TZ]+", r"\1:WRITTEN"),
        (r"<(getlastmodified|creationdate)>[^<]+", r"<\1>WRITTEN"),
        (r"(PRODID:-//Almanach//Almanach )[0-9.]+", r"\1VERSION"),
        (r"<getcontentlength>\d+", "<getcontentlength>LENGTH"),
    ]:
        text = re.sub(pattern, word, text)
    # One element a line, so that a difference can be read.
    return text.replace("\r\n", "\n").replace("><", ">\n<")


def written(answer):
    lines = [str(answer.status)]
    lines += [f"{name}: {answer.headers[name]}" for name in HEADERS if name in answer.headers]
    return "\n".join(lines) + "\n\n" + steady(answer.text).rstrip("\n") + "\n"


@pytest.mark.parametrize("folder", PAIRS, ids=lambda folder: str(folder.relative_to(DAV)))
def test_the_answer_is_as_written_down(site, folder):
    request = (folder / "request").read_text(encoding="utf-8")
    if "{sync-token}" in request:
        request = request.replace("{sync-token}", present_token(site))
    method, path, headers, body = read_request(request)
    answer = written(site.request(method, path, headers, body or None))
    response = folder / "response"
    if is_approving():
        response.write_text(answer, encoding="utf-8")
        pytest.skip("written anew, as asked")
    assert answer == response.read_text(encoding="utf-8")


def test_every_pair_is_whole():
    assert len(PAIRS) > 50
    assert [folder for folder in PAIRS if not (folder / "response").exists()] == []
