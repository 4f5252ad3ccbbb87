"""From folder to snapshot, and how each cost grows with the site: starts with and without what an earlier one has left,
memory, from save to served, what a save makes the next answers cost, what is asked for most.

Seconds depend on the machine and on what else it does; the processor time less so.
"""

import os
import pathlib
import statistics
import tempfile
import time

from content import FOLDERS, write_events
from figures import LOWER, Aim, Measurement, Section
from saves import SAVE_PROCESSOR, Site

NEEDS = ()
# The cache trusts no file that is younger than the steps of a file system's clock.
CLOCK_STEP = 3
AIMED_AT = 100_000  # events that the aims are for, or the most there are
SYNCS = 50


def measure_start(build, content, name, point, events, bare_memory, state):
    """A turn: on the content alone or, with a state folder, on what the one before has left."""
    with build.daemon(content, state) as daemon:
        processor = daemon.processor_seconds()
        daemon.wait_until_idle()
        memory = daemon.memory()
        half, half_of_memory = (Aim(0.5, of_before=True, point=its) for its in (point, point and 5))
        return [
            Measurement(f"start, {name}", daemon.start_seconds, "s", LOWER, half),
            Measurement(f"  its processor an event, {name}", processor / events * 1e6, "µs", LOWER, half),
            Measurement(f"  memory an event, {name}", (memory - bare_memory) / events, "B", LOWER, half_of_memory),
        ]


def find_aimed(sizes):
    return AIMED_AT if AIMED_AT in sizes else max(sizes)


def measure_starts(build, content, state, bare_memory, events, options):
    aimed = events == find_aimed(options.events)
    time.sleep(CLOCK_STEP)
    kinds = [
        ("nothing known", 2, options.rounds, None),
        ("writing a journal", 2, 1, state),
        ("nothing changed", 3, options.rounds, state),
    ]
    for name, point, rounds, folder in kinds:
        for _ in range(rounds):
            yield measure_start(build, content, name, point if aimed else None, events, bare_memory, folder)


def measure_empty(build, folder):
    """The resident bytes of a daemon without events."""
    folder.mkdir()
    with build.daemon(folder) as daemon:
        return daemon.memory()


def time_syncs(folder):
    """Seconds that the disk takes to keep a few bytes, as a journal has them kept at each save."""
    seconds = []
    with open(folder / "synced", "ab", buffering=0) as file:
        for _ in range(SYNCS):
            started = time.monotonic()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            seconds.append(time.monotonic() - started)
    return seconds


def measure_site(build, events, options):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        content, state = folder / "content", folder / "state"
        content.mkdir()
        write_events(content, events)
        bare_memory = measure_empty(build, folder / "empty")
        yield from measure_starts(build, content, state, bare_memory, events, options)
        with build.daemon(content, state) as daemon:
            daemon.wait_until_idle()
            site = Site(daemon, content, events)
            aimed = events == find_aimed(options.events)
            for _ in range(options.rounds):
                yield list(site.measure_reading(aimed))
            memory, half = (daemon.memory() - bare_memory) / events, Aim(0.5, of_before=True, point=5 if aimed else None)
            yield [Measurement("  memory an event after these", memory, "B", LOWER, half)]
            yield [Measurement("the disk's own sync", [1000 * seconds for seconds in time_syncs(folder)], "ms", None)]
            yield from site.measure_saves(options.saves, aimed)
            site.ask_for_all()
            for _ in range(options.rounds):
                yield site.measure_polled_saves()
            for _ in range(options.rounds):
                yield site.measure_next_answers()
            site.close()


def add_options(parser):
    parser.add_argument("--events", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="one run for each number")
    parser.add_argument("--saves", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3, help="of all else")


def measure(build, options):
    processor = {}
    for events in options.events:
        yield Section(f"{events:,} events in {FOLDERS} folders", events)
        for measurements in measure_site(build, events, options):
            processor.setdefault(events, []).extend(one.value for one in measurements if one.name == SAVE_PROCESSOR)
            yield measurements
    sizes = sorted(processor)
    if len(sizes) > 1:
        yield Section("growth")
        most = find_aimed(sizes)
        growth = statistics.median(processor[most]) / statistics.median(processor[sizes[0]])
        name = f"{SAVE_PROCESSOR}, {most:,} events beside {sizes[0]:,}"
        yield [Measurement(name, growth, "x", LOWER, Aim(1.5, point=4))]
