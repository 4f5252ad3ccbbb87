"""The package in a Debian that is booted: what an administrator does to it, over its life.

ALMANACH_BOOT: set by ./dev test --long; else these are skipped. ALMANACH_DEB: a package to try instead of one of the
build under test, in the Debian that its version names (…+deb13).
"""

import os
import pathlib
import re

import pytest

import booted
import package as packages
from content import write_event

SUITES = {"12": "bookworm", "13": "trixie"}


def uids(machine):
    return sorted(re.findall(r"^UID:.*$", machine.get("/all.ics").text, re.MULTILINE))


@pytest.fixture(scope="module", name="deb")
def packaged(root, almanach, tmp_path_factory):
    if not os.environ.get("ALMANACH_BOOT"):
        pytest.skip("a Debian is booted by ./dev test --long alone (ALMANACH_BOOT=1)")
    given = os.environ.get("ALMANACH_DEB")
    return pathlib.Path(given) if given else packages.build(root, almanach, tmp_path_factory.mktemp("package") / "deb")


@pytest.fixture(scope="module", name="tree")
def debian(root, deb):
    release = packages.field(deb, "Version").rpartition("+deb")[2]
    if release not in SUITES:
        pytest.skip(f"the package is for none of Debian {', '.join(SUITES)}: {deb.name}")
    return booted.base_tree(root / "build-boot", SUITES[release], deb)


@pytest.fixture(name="machine")
def booted_machine(tree, tmp_path):
    one = booted.Machine(tree, tmp_path)
    yield one
    print(one.journal())
    one.close()


@pytest.fixture(name="events")
def two_events(machine, deb):
    """The folder of events of a machine in which the package is installed and two events are served."""
    machine.install(deb)
    folder = machine.root / "srv/almanach"
    write_event(folder / "agenda/bal.md", title="Bal")
    write_event(folder / "agenda/gala.md", title="Gala")
    booted.wait_until(lambda: len(uids(machine)) == 2, "both events are served")
    return folder


def test_an_installation_is_served_edited_and_reloaded(machine, deb):
    machine.install(deb)
    assert machine.is_active("almanach.service") and machine.is_active("almanach.socket")
    assert "n’a encore aucun événement" in machine.get("/").text
    folder = machine.root / "srv/almanach"
    write_event(folder / "agenda/bal.md", title="Bal")
    booted.wait_until(lambda: "SUMMARY:Bal" in machine.get("/all.ics").text, "the event is served")
    before = uids(machine)
    write_event(folder / "agenda/bal.md", title="Grand bal")
    booted.wait_until(lambda: "SUMMARY:Grand bal" in machine.get("/agenda.ics").text, "the edit is served")
    assert uids(machine) == before

    configuration = machine.root / "etc/almanach/almanach.yml"
    configuration.write_text(configuration.read_text().replace("#name: Agenda", "name: Notre agenda"))
    machine.run("systemctl", "reload", "almanach")
    booted.wait_until(lambda: "NAME:Notre agenda" in machine.get("/all.ics").text, "the new name is served")

    # The journal is the service's alone, and the service is nobody outside.
    assert machine.run("stat", "--format=%a", "/var/lib/private/almanach").strip() == "700"
    assert machine.show("almanach.service", "DynamicUser") == "yes"


def test_no_request_is_refused_at_an_upgrade_and_back(machine, events, deb, tmp_path):
    version = packages.field(deb, "Version")
    newer = packages.with_version(deb, "9.9" + version, tmp_path)
    before = uids(machine)
    with booted.Clients(machine, "/agenda.ics") as clients:
        clients.wait_for_more()
        for one, expected in ((newer, "9.9" + version), (deb, version)):
            process = machine.show("almanach.service", "MainPID")
            machine.install(one)
            assert machine.run("dpkg-query", "--show", "--showformat=${Version}", "almanach") == expected
            clients.wait_for_more()
            assert machine.show("almanach.service", "MainPID") != process
            assert uids(machine) == before
    assert clients.refused == [] and clients.broken == []


def test_a_daemon_that_is_killed_or_hangs_is_back_and_nobody_is_refused(machine, events):
    before = uids(machine)
    with booted.Clients(machine, "/agenda.ics") as clients:
        clients.wait_for_more()
        for signal in ("KILL", "STOP"):
            process = machine.show("almanach.service", "MainPID")
            machine.run("systemctl", "kill", "--kill-whom=main", f"--signal={signal}", "almanach.service")
            booted.wait_until(
                lambda old=process: machine.show("almanach.service", "MainPID") not in ("0", old), f"a new daemon after SIG{signal}"
            )
            clients.wait_for_more()
        machine.run("systemctl", "restart", "almanach")
        clients.wait_for_more()
    # Those whose answer was under way in the daemon that was killed.
    assert clients.refused == [] and len(clients.broken) <= 2 * 4
    assert uids(machine) == before
    assert "watchdog" in machine.run("journalctl", "--no-pager", "--unit=almanach.service").lower()


def test_the_first_request_starts_a_daemon_that_was_stopped(machine, events):
    machine.run("systemctl", "stop", "almanach.service")
    assert not machine.is_active("almanach.service")
    assert "SUMMARY:Bal" in machine.get("/all.ics").text
    assert machine.is_active("almanach.service")


def test_another_address_comes_with_a_restart_of_the_socket_or_by_leaving_it_to_the_daemon(machine, events):
    drop_in = machine.root / "etc/systemd/system/almanach.socket.d/override.conf"
    drop_in.parent.mkdir()
    drop_in.write_text("[Socket]\nListenStream=\nListenStream=[::]:80\n")
    machine.run("systemctl", "daemon-reload")
    machine.run("systemctl", "restart", "almanach.socket")
    assert "SUMMARY:Bal" in machine.get("/all.ics", port=80).text
    with pytest.raises(ConnectionRefusedError):
        machine.get("/all.ics")

    configuration = machine.root / "etc/almanach/almanach.yml"
    configuration.write_text(configuration.read_text().replace("#listen: 127.0.0.1:8080", "listen: :9000"))
    machine.run("systemctl", "restart", "almanach.service")
    assert "`listen` says :9000, but systemd has opened [::]:80, and that counts" in machine.journal()
    machine.run("systemctl", "mask", "--now", "almanach.socket")
    machine.run("systemctl", "restart", "almanach.service")
    assert "SUMMARY:Bal" in machine.get("/all.ics", port=9000).text


def test_the_package_takes_over_from_a_service_installed_by_hand_without_a_socket(machine, events, deb):
    """As 0.1 was installed: its units in the same place, which dpkg knows nothing of, and the daemon holding the port."""
    before = uids(machine)
    kept = machine.root / "kept"
    kept.mkdir()
    for file in ("usr/bin/almanach", "etc/almanach/almanach.yml", "usr/lib/systemd/system/almanach.service",
                 "usr/lib/systemd/system/almanach.socket"):
        packages.run("cp", machine.root / file, kept)
    machine.run("dpkg", "--remove", "almanach")
    for file, place in (("almanach", "usr/bin"), ("almanach.service", "usr/lib/systemd/system"),
                        ("almanach.socket", "usr/lib/systemd/system")):
        packages.run("cp", kept / file, machine.root / place)
    unit = machine.root / "usr/lib/systemd/system/almanach.service"
    unit.write_text("".join(line for line in unit.read_text().splitlines(True) if "=almanach.socket" not in line))
    machine.run("systemctl", "daemon-reload")
    machine.run("systemctl", "disable", "almanach.socket")
    machine.run("systemctl", "enable", "--now", "almanach.service")
    assert not machine.is_active("almanach.socket")
    assert uids(machine) == before

    machine.install(deb)
    assert machine.is_active("almanach.socket") and machine.is_active("almanach.service")
    assert machine.show("almanach.service", "TriggeredBy") == "almanach.socket"
    assert uids(machine) == before
    assert "opened by systemd" in machine.journal()


def test_a_reboot_serves_what_was_served(machine, events):
    before = uids(machine)
    (events / "agenda/gala.md").unlink()
    booted.wait_until(lambda: "STATUS:CANCELLED" in machine.get("/all.ics").text, "the deletion is announced")
    machine.reboot()
    assert machine.is_active("almanach.socket")
    assert uids(machine) == before
    assert "STATUS:CANCELLED" in machine.get("/all.ics").text
    assert machine.run("systemctl", "--failed", "--no-legend", "--plain").strip() == ""


def test_a_removal_keeps_the_state_and_a_purge_does_not(machine, events, deb):
    before = uids(machine)
    # Clients that go on asking while the package is removed do not start the daemon again.
    with booted.Clients(machine, "/agenda.ics") as clients:
        clients.wait_for_more()
        machine.run("apt-get", "remove", "--yes", "almanach")
        booted.wait_until(lambda: clients.refused, "nobody answers")
    with pytest.raises(ConnectionRefusedError):
        machine.get("/")
    names = machine.run("sh", "-c", "cat /proc/[0-9]*/comm", check=False).split()
    assert "systemd" in names and "almanach" not in names
    journal = machine.root / "var/lib/private/almanach/journal.db"
    assert journal.exists() and (machine.root / "etc/almanach/almanach.yml").exists()

    machine.install(deb)
    assert uids(machine) == before
    machine.run("apt-get", "purge", "--yes", "almanach")
    assert not journal.parent.exists() and not (machine.root / "etc/almanach").exists()
    assert not os.path.lexists(machine.root / "var/lib/almanach")
    assert (events / "agenda/bal.md").exists()
    assert machine.run("systemctl", "list-unit-files", "--no-legend", "almanach*", check=False).strip() == ""
    assert list((machine.root / "etc/systemd/system").rglob("almanach*")) == []
