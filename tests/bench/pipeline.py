"""From folder to snapshot: from start to served, events per second, from save to served, memory.

Figures depend on the machine; compare two builds on one machine.
"""

import argparse
import pathlib
import statistics
import sys
import tempfile
import time

from content import FOLDERS, write_events
from servers import Daemon


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
    return time.monotonic() - started


def measure_restarts(content, folder):
    """A first start that writes the journal, then starts with nothing changed, then saves that are journalled."""
    daemon = Daemon(content, folder / "state")
    first = daemon.wait_until_served()
    before = daemon.get("/all.ics")[1]
    time.sleep(3)  # the cache trusts no file that is younger than the steps of a file system's clock
    for number in range(0, FOLDERS):
        save_and_wait(daemon, content, number, f"Avant{number}")
    time.sleep(3)
    daemon.stop()
    restarts = []
    for _ in range(5):
        daemon = Daemon(content, folder / "state")
        restarts.append(daemon.wait_until_served())
        if len(daemon.get("/all.ics")[1]) < len(before):
            sys.exit("a restart lost events")
        daemon.stop()
    daemon = Daemon(content, folder / "state")
    daemon.wait_until_served()
    saves = sorted(save_and_wait(daemon, content, number, f"Salle{number}") for number in range(50))
    daemon.stop()
    print(f"first start with a journal  {first:>10.3f} s")
    print(f"restart, nothing changed    {statistics.median(restarts):>10.3f} s (median of {len(restarts)})")
    print(f"save to served, journalled  {statistics.median(saves) * 1000:>10.1f} ms (median of {len(saves)})")


def main(words):
    arguments = argparse.ArgumentParser(prog="./dev bench pipeline")
    arguments.add_argument("--events", type=int, default=10_000)
    arguments.add_argument("--saves", type=int, default=50)
    options = arguments.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        content = pathlib.Path(folder)
        write_events(content, options.events)
        empty_folder = pathlib.Path(folder + "-empty")
        empty_folder.mkdir()
        bare = Daemon(empty_folder)
        bare.wait_until_served()
        bare_memory = bare.memory()
        bare.stop()
        empty_folder.rmdir()

        starts = []
        for _ in range(3):
            daemon = Daemon(content)
            starts.append(daemon.wait_until_served())
            daemon.stop()
        daemon = Daemon(content)
        daemon.wait_until_served()
        start = statistics.median(starts)
        memory = (daemon.memory() - bare_memory) / options.events
        feed = sum(len(daemon.get(f"/dossier-{number}.ics")[1]) for number in range(FOLDERS))
        saves = sorted(save_and_wait(daemon, content, number, f"Lieu{number}") for number in range(options.saves))
        daemon.stop()
        with tempfile.TemporaryDirectory() as beside:
            measure_restarts(content, pathlib.Path(beside))
    print(f"events                      {options.events:>10,} in {FOLDERS} folders")
    print(f"start to served             {start:>10.3f} s (median of 3)")
    print(f"parsed and rendered         {options.events / start:>10,.0f} events a second, start-up included")
    print(f"save to served, median      {statistics.median(saves) * 1000:>10.1f} ms")
    print(f"save to served, slowest     {saves[-1] * 1000:>10.1f} ms of {len(saves)}")
    print(f"memory above the bare daemon{memory:>10,.0f} bytes an event")
    print(f"feeds                       {feed / options.events:>10,.0f} bytes an event")

