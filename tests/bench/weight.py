"""What calendars weigh: the bytes of all.ics as they are sent, and how many past events fit the default feed_budget.

The generated events are as long as those of the shared corpus of real files, which lies beside the checkout or not.
"""

import pathlib
import shutil
import sys
import tempfile

from builds import ROOT
from content import write_events
from figures import HIGHER, LOWER, Aim, Measurement, Section

NEEDS = ()
CORPUS = ROOT.parent / "shared" / "corpus"
NO_EVENTS = ("README.md", "TRUNCATED.txt", "expected.json")  # in the corpus, beside the files
SECTIONS = 2  # of a generated event
CODINGS = {"identity": 0.45, "gzip": 0.6, "br": None}  # what the corpus may weigh, of before


def add_options(parser):
    parser.add_argument("--events", type=int, default=1_000, help="of the generated site")
    parser.add_argument("--past-events", type=int, default=3_000, help="more than fit feed_budget")


def copy_corpus(content):
    shutil.copytree(CORPUS, content / "corpus", ignore=shutil.ignore_patterns(*NO_EVENTS))


def copy_samples(content):
    shutil.copytree(ROOT / "feeds", content, dirs_exist_ok=True)


def serve(build, folder, fill):
    """A daemon on what `fill` writes; with a state folder, so that it is at one and the same public address."""
    (content := folder / "content").mkdir()
    fill(content)
    return build.daemon(content, folder / "state")


def get_calendar(daemon, coding):
    status, headers, body = daemon.request("GET", "/all.ics", {"Accept-Encoding": coding})
    if status != 200 or headers.get("Content-Encoding", "identity") != coding:
        sys.exit(f"{daemon.name} does not serve all.ics in {coding}")
    return body


def weigh(build, fill, aims):
    with tempfile.TemporaryDirectory() as folder:
        with serve(build, pathlib.Path(folder), fill) as daemon:
            for coding, bound in CODINGS.items():
                aim = Aim(bound, of_before=True, point=1) if aims and bound else None
                yield Measurement(f"all.ics, {coding}", len(get_calendar(daemon, coding)), "B", LOWER, aim)


def count_fitting(build, count):
    """Events of years of a dozen a month that are served, when so many are."""
    with tempfile.TemporaryDirectory() as folder:
        fill = lambda content: write_events(content, count, sections=SECTIONS, first_year=2000, years=25)
        with serve(build, pathlib.Path(folder), fill) as daemon:
            fitting = get_calendar(daemon, "identity").count(b"BEGIN:VEVENT")
    if fitting == count:
        sys.exit(f"{build.name}: all of {count:,} past events fit feed_budget; --past-events has to be more")
    return Measurement("past events in all.ics", fitting, "", HIGHER, Aim(2, of_before=True, point=1))


def measure(build, options):
    sites = {
        "the sample site, feeds/": copy_samples,
        f"a site of {options.events:,} events to come": lambda content: write_events(content, options.events, sections=SECTIONS),
    }
    if CORPUS.is_dir():
        yield Section("the corpus of real files")
        yield list(weigh(build, copy_corpus, aims=True))
    else:
        yield Section(f"the corpus of real files: skipped, there is no {CORPUS}")
    for name, fill in sites.items():
        yield Section(name)
        yield list(weigh(build, fill, aims=False))
    yield Section(f"of {options.past_events:,} past events, what feed_budget leaves")
    yield [count_fitting(build, options.past_events)]
