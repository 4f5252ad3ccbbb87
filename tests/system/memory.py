"""What a process holds in memory, as the system counts it. Sanitizers take memory of their own: under them what is asked
is still done, and no bound is looked at."""

import contextlib
import os
import re
import pathlib

import pytest

SANITIZED = bool(os.environ.get("ALMANACH_SANITIZE"))
MEGABYTE = 1 << 20


def memory_of(process, row):
    """Bytes of a row of the process's status: VmHWM is the most that was ever resident, VmRSS what is."""
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(re.search(rf"^{row}:\s+(\d+) kB", text, re.MULTILINE)[1]) * 1024


@contextlib.contextmanager
def growth_bounded(process, megabytes, since="VmRSS"):
    """What happens inside makes the most that was ever resident no larger than what the row `since` says now, and so
    much. Gives what checks that before the end."""
    before = memory_of(process, since)

    def check(most=megabytes):
        grown = (memory_of(process, "VmHWM") - before) / MEGABYTE
        assert SANITIZED or grown < most, f"{grown:.0f} MB more were resident"

    yield check
    check()


def assert_peak_below(process, megabytes):
    """Of the most that was ever resident, but for the pages of files (the program, its libraries), which the system drops
    where memory is short: other libraries, of another Debian, are no other need of memory."""
    peak = (memory_of(process, "VmHWM") - memory_of(process, "RssFile")) / MEGABYTE
    assert SANITIZED or peak < megabytes, f"{peak:.0f} MB were resident"


def skip_where_sanitized():
    """For tests whose every bound is one of memory."""
    if SANITIZED:
        pytest.skip("sanitizers take memory of their own")
