"""Fixtures that drive the real binary. ALMANACH names it (default: build/almanach)."""

import os
import pathlib
import shutil
import subprocess

import pytest

import daemon as daemons
import proxies

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def almanach():
    """The binary under test."""
    binary = pathlib.Path(os.environ.get("ALMANACH", ROOT / "build" / "almanach")).resolve()
    if not binary.exists():
        pytest.fail(f"no binary at {binary}: build it (./dev build) or name it in ALMANACH")
    return binary


@pytest.fixture
def serve(almanach, tmp_path_factory):
    """serve(content, *arguments, environment={}) -> Daemon, answering.

    All are stopped after the test; a failure shows their logs.
    """
    started = []

    def start(content, *arguments, environment=None):
        log_path = tmp_path_factory.mktemp("daemon") / "log"
        one = daemons.Daemon(almanach, content, arguments, log_path, environment)
        started.append(one)
        one.wait_ready()
        return one

    yield start
    try:
        for one in started:
            one.stop()
    finally:
        for one in started:
            if one.process.poll() is None:
                one.process.kill()
                one.process.wait()
            print(f"--- what the daemon of {one.content} said ---\n{one.log()}")


@pytest.fixture(name="start")
def starter(almanach, tmp_path):
    """start(*arguments, shell="", environment={}) -> the process of `almanach serve`, its log in tmp_path / "log".

    `shell`: commands of bash that run in the process before it becomes the daemon. All are killed after the test.
    """
    started = []

    def start(*arguments, shell="", environment=None, **options):
        log = open(tmp_path / "log", "ab")
        command = [str(almanach), "serve", *map(str, arguments)]
        if shell:
            command = ["/bin/bash", "-c", f'{shell} exec "$0" "$@"', *command]
        process = subprocess.Popen(command, stderr=log, env={**os.environ, **(environment or {})}, **options)
        log.close()
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.fixture
def run_nginx(tmp_path):
    """run_nginx(port, servers) -> get(path, headers={}): an nginx with these lines in its `http`, which listen on 127.0.0.1:port."""
    if reason := proxies.missing("nginx"):
        pytest.skip(reason)
    started = []

    def start(port, servers):
        place = tmp_path / f"nginx-{len(started)}"
        place.mkdir()
        started.append(proxies.launch(proxies.nginx(place, servers), place, f"127.0.0.1:{port}", port))
        started[-1].wait("/robots.txt")
        return started[-1].get

    yield start
    for proxy in started:
        proxy.stop()


@pytest.fixture
def run(almanach, tmp_path):
    """run(*arguments, environment={}) -> CompletedProcess of a command that ends by itself, its output as text.

    In English, whatever the locale of who tests.
    """

    def start(*arguments, cwd=tmp_path, environment=None):
        command = [str(almanach), *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=daemons.DEADLINE_SECONDS, cwd=cwd, check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})},
        )

    return start


@pytest.fixture
def content(tmp_path):
    """An empty content folder."""
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def root():
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples():
    """The sample content that the repository ships."""
    return ROOT / "feeds"


@pytest.fixture(scope="session")
def shared():
    """Real files, kept beside the checkout and not part of it."""
    if not (SHARED / "corpus" / "expected.json").exists():
        pytest.skip(f"no {SHARED}: the corpus of real files is kept outside of the repository")
    return SHARED


@pytest.fixture(scope="session")
def readers(almanach, root):
    """Commands of libraries that know nothing of Almanach, by name: they print what they make of .ics files."""
    clients = root / "tests" / "clients"
    libical = pathlib.Path(os.environ.get("READ_WITH_LIBICAL", almanach.parent / "tests" / "read_with_libical"))
    if not (clients / "node_modules").is_dir():
        pytest.skip("no tests/clients/node_modules: `npm ci` there brings ical.js and node-ical (./dev test does it)")
    if shutil.which("node") is None:
        pytest.skip("no node: ical.js and node-ical run on it")
    if not libical.exists():
        pytest.skip(f"no {libical}: the libical reader is built with the tests, or named in READ_WITH_LIBICAL")
    return {
        "libical": [libical],
        "python3-icalendar": ["/usr/bin/python3", clients / "read_with_icalendar.py"],
        "ical.js": ["node", clients / "read_with_icaljs.mjs"],
        "node-ical": ["node", clients / "read_with_node_ical.mjs"],
    }


@pytest.fixture(scope="session")
def repeating_readers(readers, root):
    """Those that also tell when each event takes place: `COMMAND --occurrences YEAR FILE...`, under TZ=UTC."""
    clients = root / "tests" / "clients"
    python = "/usr/bin/python3"
    return {
        **{name: readers[name] for name in ("libical", "ical.js", "node-ical")},
        "dateutil": [python, clients / "read_with_dateutil.py"],
        "recurring-ical-events": [python, clients / "read_with_recurring_ical_events.py"],
        "vobject": [python, clients / "read_with_vobject.py"],
    }
