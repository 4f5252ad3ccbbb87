"""From folder to snapshot: a start with and without what an earlier one has left, memory, from save to served.

Figures depend on the machine and on what else it does; the processor time less so. Compare two builds on one machine.
"""

import argparse
import math
import pathlib
import statistics
import sys
import tempfile
import time

from content import FOLDERS, write_events
from servers import Daemon

# The cache trusts no file that is younger than the steps of a file system's clock.
CLOCK_STEP = 3


def wait_until_idle(daemon):
    """Until it has written down what it has to."""
    before = -1.0
    while (now := daemon.processor_seconds()) > before:
        before = now
        time.sleep(1)


def start(content, state=None):
    daemon = Daemon(content, state)
    return daemon, daemon.wait_until_served(), daemon.processor_seconds()


def save_and_wait(daemon, content, number, mark):
    """Replaces one event as an editor does, and returns the seconds until its own address shows the change."""
    path = content / f"dossier-{number % FOLDERS}" / f"evenement-{number}.md"
    text = path.read_text(encoding="utf-8").replace("lieu: ", f"lieu: {mark} ", 1)
    beside = path.with_suffix(".md~")
    beside.write_text(text, encoding="utf-8")
    address = f"/dossier-{number % FOLDERS}/evenement-{number}.ics"
    started = time.monotonic()
    beside.rename(path)
    while mark.encode() not in daemon.get(address)[1]:
        if time.monotonic() - started > 30:
            sys.exit(f"{address} does not show the change")
        time.sleep(0.001)
    return time.monotonic() - started


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def tell(name, value, remark=""):
    print(f"{name:<34}{value:>12}  {remark}", flush=True)


def tell_starts(name, starts, events):
    seconds = statistics.median(start[0] for start in starts)
    processor = statistics.median(start[1] for start in starts)
    tell(name, f"{seconds:.2f} s", f"median of {len(starts)}; {processor / events * 1e6:,.0f} µs of processor an event")


def measure_saves(daemon, content, count):
    before = daemon.processor_seconds()
    saves = [save_and_wait(daemon, content, number, f"Salle{number}") for number in range(count)]
    processor = (daemon.processor_seconds() - before) / count
    steps = "  ".join(f"p{percent} {percentile(saves, percent) * 1000:.1f}" for percent in (90, 99, 100))
    tell("save to served, journalled", f"{percentile(saves, 50) * 1000:.1f} ms",
         f"median of {count}; {steps}; {processor * 1000:.1f} ms of processor")


def measure_starts(content, events, rounds, bare_memory, state=None):
    """Each on the content alone or, with a state folder, on what the one before has left."""
    starts = []
    for _ in range(rounds):
        daemon, seconds, processor = start(content, state)
        starts.append((seconds, processor))
        memory = (daemon.memory() - bare_memory) / events
        wait_until_idle(daemon)
        daemon.stop()
    tell_starts("start, nothing changed" if state else "start, nothing known", starts, events)
    tell("memory above the bare daemon", f"{memory:,.0f} B", "an event")


def measure(events, options):
    with tempfile.TemporaryDirectory() as folder:
        content, empty, state = (pathlib.Path(folder) / name for name in ("content", "empty", "state"))
        content.mkdir()
        empty.mkdir()
        write_events(content, events)
        tell("events", f"{events:,}", f"in {FOLDERS} folders")
        bare, _, _ = start(empty)
        bare_memory = bare.memory()
        bare.stop()
        time.sleep(CLOCK_STEP)
        measure_starts(content, events, options.rounds, bare_memory)
        daemon, seconds, processor = start(content, state)
        tell_starts("start, writing a journal", [(seconds, processor)], events)
        wait_until_idle(daemon)
        daemon.stop()
        measure_starts(content, events, options.rounds, bare_memory, state)
        daemon, _, _ = start(content, state)
        wait_until_idle(daemon)
        measure_saves(daemon, content, options.saves)
        daemon.stop()


def main(words):
    arguments = argparse.ArgumentParser(prog="./dev bench pipeline")
    arguments.add_argument("--events", type=int, nargs="+", default=[10_000, 100_000], help="one run for each number")
    arguments.add_argument("--saves", type=int, default=200)
    arguments.add_argument("--rounds", type=int, default=3, help="starts of each kind")
    options = arguments.parse_args(words)
    print("Aims for 100,000: nothing known 20 s, nothing changed 3 s, 6,000 B an event, saves p99 100 ms.")
    for events in options.events:
        measure(events, options)
