"""Clocks for the daemon, one that stands still until it is told and one that runs: libfaketime, from Debian's package."""

import glob
import os

LIBRARIES = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")


def set_clock(file, now):
    """`now` is a datetime in UTC. The daemon sees it at once."""
    beside = file.with_name(file.name + ".new")
    beside.write_text(now.strftime("%Y-%m-%d %H:%M:%S") + "\n")
    os.replace(beside, file)


def environment(file):
    """What makes a daemon live by the clock in `file`."""
    return {
        **preloaded(), "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def fast_environment(times):
    """What makes a daemon's clocks run so many times as fast, and its waits for changes of the folder as short."""
    return {**preloaded(), "FAKETIME": f"+0 x{times}"}


def preloaded():
    assert LIBRARIES, "libfaketime is missing: ./dev setup installs it"
    # The sanitizer's allocator would ask libfaketime for the time before that has begun.
    sanitizer = os.environ.get("ASAN_OPTIONS", "")
    return {
        "LD_PRELOAD": LIBRARIES[0], "NO_FAKE_STAT": "1", "TZ": "UTC",
        "ASAN_OPTIONS": ":".join(filter(None, [sanitizer, "allocator_release_to_os_interval_ms=-1"])),
    }
