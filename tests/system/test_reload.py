"""What SIGHUP changes, and what it does not."""

import re
import signal

import pytest

import daemon as daemons
from content import write_event

# Another value for each setting of config/almanach.yml; {other} is a folder with events.
OTHERS = {
    "content": "{other}",
    "state": "{other}-state",
    "listen": "127.0.0.1:1",
    "control": "{other}-control",
    "base_url": "https://other.example.org",
    "site_id": "other",
    "site_url": "https://other.example.org",
    "name": "Other",
    "language": "en",
    "timezone": "Indian/Reunion",
    "fields": "{place: [salle]}",
    "feeds": "{other: {name: Other}}",
    "aliases": "{/old.ics: meetings}",
    "default_duration": "2h",
    "keep_cancelled": "8d",
    "mass_deletion_hold": "1h",
    "feed_budget": "1MB",
    "cache_max_age": "1min",
    "refresh_interval": "2h",
    "follow_links": "all",
    "status": "public",
    "trusted_proxies": "[192.0.2.1]",
    "purge": "[http://127.0.0.1:1/]",
    "theme.stylesheet": "{other}.css",
    "theme.logo": "{other}.svg",
    "theme.logo_text": "Other",
    "theme.links": "[{name: Other, url: https://other.example.org/}]",
    "theme.legal_notice": "https://other.example.org/legal",
    "theme.accessibility": "https://other.example.org/accessibility",
    "limits.max_file_size": "2MB",
    "limits.max_connections": "70",
    "limits.max_connections_per_client": "70",
    "limits.max_request_head": "7777",
    "limits.requests": "7MB",
    "limits.answers": "7MB",
    "limits.cache": "7MB",
    "limits.head_timeout": "70s",
    "limits.idle_timeout": "70s",
    "log.level": "debug",
    "log.access": "true",
    "log.access_sample": "7",
    "log.format": "json",
}
PARTS = ("theme", "limits", "log")
FROZEN = {
    "state", "listen", "control", "limits.max_connections", "limits.max_connections_per_client", "limits.max_request_head",
    "limits.requests", "limits.answers", "limits.cache", "limits.head_timeout", "limits.idle_timeout",
}


class Service:
    """The daemon under a configuration that is changed, and what its log says of each change."""

    def __init__(self, start, folder):
        self.folder = folder
        self.port = daemons.free_port()
        self.manager = daemons.Manager(folder)
        self.base = {
            "content": folder / "content", "state": folder / "state", "listen": f"127.0.0.1:{self.port}",
        }
        write_event(folder / "content" / "meetings" / "one.md", title="One")
        self._start = start

    def start(self, **settings):
        self._write(settings)
        self.process = self._start(
            "--config", self.folder / "almanach.yml", environment={"NOTIFY_SOCKET": self.manager.address}
        )
        self.manager.hear("READY=1")

    def reload(self, settings):
        """The lines of the log that the reload adds before it is over."""
        before = len(self.log())
        self._write(settings)
        self.process.send_signal(signal.SIGHUP)
        self.manager.hear("RELOADING=1")
        self.manager.hear("READY=1")
        return self.log()[before:].splitlines()

    def log(self):
        return (self.folder / "log").read_text()

    def get(self, path):
        return daemons.request(self.port, "GET", path)

    def _write(self, settings):
        lines = []
        for name, value in {**self.base, **settings}.items():
            part, _, key = name.rpartition(".")
            lines.append(f"{part}: {{{key}: {value}}}" if part else f"{name}: {value}")
        (self.folder / "almanach.yml").write_text("\n".join(lines) + "\n")


@pytest.fixture(name="service")
def service_of_one_event(start, tmp_path):
    return Service(start, tmp_path)


def sample_settings(text):
    """The names of all settings in config/almanach.yml, those behind a "#" among them."""
    names = []
    part = ""
    for line in text.splitlines():
        if match := re.match(r"#?([a-z_]+):", line):
            part = f"{match[1]}." if match[1] in PARTS else ""
            names += [] if part else [match[1]]
        elif part and (match := re.match(r"#  ([a-z_]+):", line)):
            names.append(part + match[1])
    return names


def known_settings(run, folder):
    """The names that the program takes, as its answer to one that is none lists them."""
    config = folder / "wrong.yml"
    names = []
    for part in ("", *PARTS):
        config.write_text(f"{part}: {{zzzzzzzzzzzz: 1}}\n" if part else "zzzzzzzzzzzz: 1\n")
        known = re.search("known here: (.*)", run("serve", "--config", config).stderr)[1].split(", ")
        names += [f"{part}.{name}" if part else name for name in known if name not in PARTS]
    return names


def test_the_sample_explains_every_setting(root, run, tmp_path):
    sample = sample_settings((root / "config" / "almanach.yml").read_text(encoding="utf-8"))
    assert sorted(sample) == sorted(known_settings(run, tmp_path)) == sorted(OTHERS)


def test_each_setting_is_reloaded_or_told_by_name(service, tmp_path):
    other = tmp_path / "other"
    write_event(other / "meetings" / "two.md", title="Two")
    (tmp_path / "other.css").write_text(":root { --ink: #000 }")
    (tmp_path / "other.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    service.start()
    told = {}
    for name, value in OTHERS.items():
        lines = service.reload({name: value.replace("{other}", str(other))})
        assert any("has been read again" in line for line in lines)
        told[name] = re.findall("warning: `(.*)` takes effect at the next start only", "\n".join(lines))
    assert told == {name: [name] if name in FROZEN else [] for name in OTHERS}
    lines = service.reload({name: OTHERS[name].replace("{other}", str(other)) for name in ("state", "listen")})
    assert len([line for line in lines if "takes effect at the next start only" in line]) == 2


def test_another_state_folder_waits_for_the_next_start(service, tmp_path):
    service.start()
    other = tmp_path / "other"
    other.mkdir()
    service.reload({"state": other, "name": "After"})
    daemons.wait_until(lambda: "After" in service.get("/").text, "the reloaded name is served")
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(timeout=daemons.DEADLINE_SECONDS) == 0
    assert not list(other.iterdir())
    assert (tmp_path / "state" / "cache.db").exists()


def test_another_address_to_listen_on_does_not_get_into_links(service):
    service.start()
    service.reload({"listen": "127.0.0.1:1", "name": "After"})
    daemons.wait_until(lambda: "After" in service.get("/").text, "the reloaded name is served")
    text = service.get("/").text
    assert f"webcal://127.0.0.1:{service.port}/" in text
    assert "127.0.0.1:1/" not in text


def test_the_level_of_the_log_changes(service):
    service.start(**{"log.level": "error"})
    assert service.log() == ""
    assert any("has been read again" in line for line in service.reload({"log.level": "info"}))
    # The line about the new revision may still come, but none of the reload itself.
    lines = service.reload({"log.level": "error", "listen": "127.0.0.1:1"})
    assert not [line for line in lines if "read again" in line or "next start" in line]


def test_another_size_of_files_is_obeyed(service):
    service.start()
    assert "SUMMARY:One" in service.get("/meetings.ics").text
    service.reload({"limits.max_file_size": "10"})
    daemons.wait_until(lambda: "larger than 10 bytes" in service.get("/status.json").text, "the file is too large")
