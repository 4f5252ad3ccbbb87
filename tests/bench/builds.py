"""The builds that are measured: this one and, with --against, another that takes turns with it."""

import os
import pathlib
import subprocess
import sys

from servers import Daemon

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Build:
    """A binary, and what its column is called. Ends the program, saying why, where the binary does not run."""

    def __init__(self, name, binary, is_first=True):
        self.name = name
        self.binary = pathlib.Path(binary).resolve()
        self.is_first = is_first  # what is no build's own is measured in its turn alone
        if not self.binary.is_file():
            sys.exit(f"{name}: no binary at {self.binary}")
        try:
            said = subprocess.run([str(self.binary), "--version"], capture_output=True, text=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired) as reason:
            sys.exit(f"{name}: {self.binary} does not run: {reason}")
        if said.returncode:
            sys.exit(f"{name}: {self.binary} --version ended with status {said.returncode}: {said.stderr.strip()}")
        self.version = said.stdout.strip()

    def daemon(self, content, state=None, wrapper=()):
        return Daemon(self, content, state, wrapper)

    def __str__(self):
        return f"{self.name}: {self.version}, {self.binary}"


def find_builds(against):
    """Those of the run, in their turns."""
    this = Build("now", os.environ.get("ALMANACH", ROOT / "build" / "almanach"))
    return [Build("before", against, is_first=False), this] if against else [this]
