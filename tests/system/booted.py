"""A Debian that is booted in a container, with a systemd and a network of its own; and clients that ask it all the time."""

import contextlib
import ctypes
import http.client
import os
import pathlib
import shutil
import subprocess
import threading
import time

import pytest

import daemon as daemons
import package as packages

PORT = 8080
# A boot, an upgrade or a watchdog takes seconds; a busy machine takes more.
DEADLINE_SECONDS = 180
_CLONE_NEWNET = 0x40000000


def base_tree(folder, suite, deb):
    """A tree of that Debian with systemd and what the package needs, without the package; made once, and kept in `folder`."""
    for tool in ("systemd-nspawn", "debootstrap", "nsenter"):
        if shutil.which(tool) is None:
            pytest.skip(f"no {tool}: ./dev setup test")
    if os.geteuid() != 0:
        pytest.skip("only root may make and boot a container: run ./dev test --long as root")
    tree = folder / suite
    if not (tree / "made").exists():
        shutil.rmtree(tree, ignore_errors=True)
        folder.mkdir(exist_ok=True)
        mirror = os.environ.get("ALMANACH_MIRROR", "http://deb.debian.org/debian")
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", "--include=systemd,systemd-sysv,tzdata", suite, tree, mirror],
            capture_output=True, text=True, timeout=1200, check=False,
        )
        if made.returncode != 0:
            pytest.skip(f"debootstrap {suite} does not succeed (no network?): {(made.stderr or made.stdout).strip()[-300:]}")
        (tree / "made").touch()
    shutil.copy(deb, tree / "almanach.deb")
    # The container has no network to have it from.
    script = "apt-get -qq update; apt-get -qq install --yes --no-install-recommends /almanach.deb; dpkg --purge almanach"
    packages.run("chroot", tree, "sh", "-ec", script, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    return tree


class Machine:
    """A booted copy of a tree."""

    def __init__(self, tree, folder):
        self.root = folder / "machine"
        self._log_path = folder / "console"
        packages.run("cp", "--archive", "--reflink=auto", tree, self.root)
        self._name = f"almanach-test-{os.getpid()}"
        self._process, self.leader = None, 0
        self._start()

    def _start(self):
        command = ["systemd-nspawn", "--boot", f"--directory={self.root}", f"--machine={self._name}", "--register=no",
                   "--keep-unit", "--private-network", "--console=pipe"]
        # A systemd of today wants control groups of version 2, whichever the host has.
        environment = {**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"}
        with open(self._log_path, "ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=environment
            )
        try:
            wait_until(self._is_booted, "the container boots")
        except BaseException:
            print(self.console())
            self.close()
            raise

    def _is_booted(self):
        status = self._process.poll()
        if status is not None:
            pytest.skip(f"systemd-nspawn --boot ends with status {status} here: {self.console().strip()[-500:]}")
        children = pathlib.Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        self.leader = int(children[0]) if children else 0
        return self.leader and self.run("systemctl", "is-system-running", check=False).strip() in ("running", "degraded")

    def reboot(self):
        """Ends when it is booted again."""
        self.run("systemctl", "reboot", check=False)
        # What it ends with to be started again, being told not to do so itself (--keep-unit).
        assert self._process.wait(timeout=DEADLINE_SECONDS) == 133, self.console()
        self._start()

    def console(self):
        return self._log_path.read_text(errors="replace")

    def run(self, *command, check=True):
        """What a command prints that is run in the machine."""
        result = subprocess.run(
            ["nsenter", f"--target={self.leader}", "--all", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
             "DEBIAN_FRONTEND=noninteractive", *map(str, command)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
            timeout=DEADLINE_SECONDS, check=False,
        )
        if check and result.returncode != 0:
            pytest.fail(f"{command}: {result.returncode}\n{result.stdout}\n{self.journal()}")
        return result.stdout

    def journal(self):
        return self.run("journalctl", "--no-pager", "--lines=60", "--unit=almanach.service", "--unit=almanach.socket", check=False)

    def show(self, unit, name):
        return self.run("systemctl", "show", "--value", f"--property={name}", unit).strip()

    def is_active(self, unit):
        return self.run("systemctl", "is-active", unit, check=False).strip() == "active"

    def install(self, deb):
        """As an administrator does: what apt says."""
        shutil.copy(deb, self.root / "new.deb")
        return self.run("apt-get", "install", "--yes", "--allow-downgrades", "/new.deb")

    @contextlib.contextmanager
    def network(self):
        """For the time of it, this thread is in the machine's network. To be used in a thread that ends with it."""
        libc = ctypes.CDLL(None, use_errno=True)
        with open(f"/proc/{self.leader}/ns/net", "rb") as inside:
            if libc.setns(inside.fileno(), _CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), "setns")
            yield

    def get(self, path, port=PORT):
        """What the machine answers on its own 127.0.0.1; raises as http.client does."""
        answers, errors = [], []

        def ask():
            try:
                with self.network():
                    answers.append(daemons.request(port, "GET", path))
            except (OSError, http.client.HTTPException) as error:
                errors.append(error)

        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
        if errors:
            raise errors[0]
        return answers[0]

    def close(self):
        if self._process.poll() is None and self.leader:
            self.run("systemctl", "poweroff", "--force", check=False)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.root, ignore_errors=True)
        with contextlib.suppress(OSError):
            pathlib.Path("/run/systemd/nspawn/propagate", self._name).rmdir()


class Clients:
    """Clients that ask a machine all the time, each request on a connection of its own, while what is inside runs."""

    def __init__(self, machine, path, count=4):
        self.answered = 0
        self.refused, self.broken = [], []
        self._machine, self._path = machine, path
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(count)]

    def _ask(self):
        with self._machine.network():
            while not self._stop.is_set():
                try:
                    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=DEADLINE_SECONDS)
                    with contextlib.closing(connection):
                        connection.request("GET", self._path)
                        response = connection.getresponse()
                        body = response.read()
                    if response.status == 200 and body:
                        self.answered += 1
                    else:
                        self.broken.append(f"status {response.status}")
                except ConnectionRefusedError as error:
                    self.refused.append(repr(error))
                except (OSError, http.client.HTTPException) as error:
                    self.broken.append(repr(error))
                time.sleep(0.01)

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def wait_for_more(self, count=20):
        """So many requests are answered from now on."""
        wanted = self.answered + count
        wait_until(lambda: self.answered >= wanted, f"{count} more answers; broken: {self.broken[-3:]}")


def wait_until(predicate, what):
    return daemons.wait_until(predicate, what, DEADLINE_SECONDS)
