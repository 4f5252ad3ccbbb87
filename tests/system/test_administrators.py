"""/status, /status.json and /metrics name files and their mistakes: who sees them, and that no page of another site does."""

import socket

import pytest

from content import write_event
from daemon import DEADLINE_SECONDS, free_port

PATHS = ("/status", "/status.json", "/metrics")
BASE = ("--base-url", "https://agenda.example.org")


@pytest.fixture(name="daemon")
def serving(serve, content):
    write_event(content / "agenda" / "bal.md", title="Bal")
    return serve(content, *BASE)


def statuses(get, headers=None):
    return {get(path, headers or {}).status for path in PATHS}


def test_a_program_of_this_machine_sees_them(daemon):
    for host in ("127.0.0.1", "localhost:9000", "[::1]:80"):
        assert statuses(daemon.get, {"Host": host}) == {200}, host


def test_no_page_of_another_site_may_read_them(daemon):
    for path in PATHS:
        for method in ("GET", "HEAD", "OPTIONS", "POST"):
            headers = daemon.request(method, path, {"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"}).headers
            assert not [name for name in headers if name.lower().startswith("access-control-")], (method, path)
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert daemon.get("/all.ics").headers["Access-Control-Allow-Origin"] == "*"


def test_another_name_for_this_machine_is_misdirected(daemon, serve, content, tmp_path):
    """A site's name that is made to lead here (DNS rebinding)."""
    config = tmp_path / "public.yml"
    config.write_text("status: public\n", encoding="utf-8")
    public = serve(content, "--config", config, *BASE)
    for get in (daemon.get, public.get):
        assert statuses(get, {"Host": "evil.example"}) == {421}
        assert get("/all.ics", {"Host": "evil.example"}).status == 200
    assert statuses(public.get, {"Host": "agenda.example.org"}) == {200}
    assert statuses(daemon.get, {"Host": "agenda.example.org"}) == {403}, "a proxy may have handed it on"


def test_http_1_0_is_not_of_this_machine(daemon):
    for path in PATHS:
        with socket.create_connection(("127.0.0.1", daemon.port), timeout=DEADLINE_SECONDS) as client:
            client.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
            assert client.recv(4096).split()[1] == b"403"


def test_a_bare_proxy_pass_shows_them_to_nobody(daemon, run_nginx):
    """Debian's nginx, told nothing but where to pass requests on to: its peer and its Host are this machine's."""
    port = free_port()
    server = f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{daemon.port}; }} }}"
    get = run_nginx(port, server)
    assert get("/all.ics").status == 200
    for host in ("agenda.example.org", "127.0.0.1", f"127.0.0.1:{daemon.port}", "localhost"):
        assert statuses(get, {"Host": host}) == {403}, host


@pytest.mark.parametrize("lines, status", [
    ("proxy_set_header Host $host;", 403),
    ("proxy_http_version 1.1; proxy_set_header X-Forwarded-For $remote_addr;", 403),
    # A name of its own for what is behind it is no name of this machine.
    ("proxy_http_version 1.1; proxy_set_header Connection ''; proxy_pass http://almanach;", 421),
    # The one that looks like a program of this machine, as nginx from 1.29.7 on does unasked: the samples say what to add.
    ("proxy_http_version 1.1; proxy_set_header Connection '';", 200),
])
def test_what_proxies_are_told_apart_by(daemon, run_nginx, lines, status):
    port = free_port()
    if "proxy_pass" not in lines:
        lines += f" proxy_pass http://127.0.0.1:{daemon.port};"
    get = run_nginx(port, f"""
        upstream almanach {{ server 127.0.0.1:{daemon.port}; keepalive 4; }}
        server {{ listen 127.0.0.1:{port}; location / {{ {lines} }} }}""")
    assert get("/all.ics").status == 200
    assert statuses(get, {"Host": "agenda.example.org"}) == {status}


def test_the_nginx_sample_shows_them_to_nobody(daemon, run_nginx, root):
    sample = (root / "config" / "nginx.conf.example").read_text(encoding="utf-8")
    upstream = sample[sample.index("upstream almanach"):sample.index("# Port 80")]
    location = sample[sample.index("location / {\n        proxy_pass"):]
    port = free_port()
    get = run_nginx(port, upstream.replace("127.0.0.1:8080", f"127.0.0.1:{daemon.port}") +
                    f"server {{ listen 127.0.0.1:{port}; {location}")
    assert get("/all.ics").status == 200
    for host in ("agenda.example.org", "127.0.0.1"):
        assert statuses(get, {"Host": host}) == {403}, host
