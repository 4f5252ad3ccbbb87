"""Events that repeat, as libraries that know nothing of Almanach see them: the same occurrences, to the second.

The rules are generated, from a seed, so that each run has the same ones.
"""

import collections
import datetime
import json
import pathlib
import random
import subprocess
import zoneinfo

import pytest
from dateutil import rrule

RULES = 300
LAST_YEAR = 2028
PARIS = zoneinfo.ZoneInfo("Europe/Paris")
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


class Series(collections.namedtuple("Series", "name start all_day rule lines expected")):
    """A file's front matter, and when its event takes place: start -> end, title and status."""


def instant(wall, all_day):
    """As iCalendar readers here print it."""
    if all_day:
        return wall.date().isoformat()
    return wall.replace(tzinfo=PARIS).astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def end_of(wall, all_day):
    if all_day:
        return instant(wall + datetime.timedelta(days=1), True)
    end = wall.replace(tzinfo=PARIS).astimezone(datetime.timezone.utc) + datetime.timedelta(minutes=20)
    return end.strftime("%Y-%m-%dT%H:%M:%SZ")


def some(chance, population, most):
    return sorted(chance.sample(population, chance.randint(1, most)))


def joined(values):
    return ",".join(map(str, values))


def days_of_rule(chance, frequency):
    """The BY parts, of the kinds that people's programs write."""
    weekdays = joined(chance.sample(WEEKDAYS, chance.randint(1, 3)))
    months = joined(some(chance, range(1, 13), 4))
    ordinal = chance.choice([1, 2, 3, 4, 5, -1, -2])
    choices = {
        "DAILY": ["", "", f"BYMONTH={months}", f"BYDAY={weekdays}"],
        "WEEKLY": ["", f"BYDAY={weekdays}", f"BYDAY={weekdays}", f"BYDAY={weekdays};WKST=SU"],
        "MONTHLY": [
            "",
            f"BYMONTHDAY={joined(some(chance, range(1, 32), 3))}",
            "BYMONTHDAY=-1",
            f"BYDAY={ordinal}{chance.choice(WEEKDAYS)}",
            f"BYDAY={ordinal}{chance.choice(WEEKDAYS)},{chance.choice([1, 3])}{chance.choice(WEEKDAYS)}",
            f"BYDAY=MO,TU,WE,TH,FR;BYSETPOS={chance.choice([1, 2, -1])}",
            "BYDAY=FR;BYMONTHDAY=13",
        ],
        "YEARLY": [
            "",
            f"BYMONTH={months}",
            f"BYMONTH={months};BYDAY={ordinal}{chance.choice(WEEKDAYS)}",
            f"BYMONTH={months};BYMONTHDAY={chance.randint(1, 28)}",
        ],
    }
    return chance.choice(choices[frequency])


def make_rule(chance, start, all_day):
    frequency = chance.choice(["DAILY", "WEEKLY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={frequency}"]
    if chance.random() < 0.4:
        parts.append(f"INTERVAL={chance.randint(2, 4)}")
    if days := days_of_rule(chance, frequency):
        parts.append(days)
    last = start + datetime.timedelta(days=chance.randint(100, 900))
    until = last.date()
    end_at = f"UNTIL={until:%Y%m%d}"
    parts += chance.choice([[f"COUNT={chance.randint(2, 60)}"], [end_at], [end_at], []])
    if not all_day and parts[-1].startswith("UNTIL") and chance.random() < 0.3:
        parts[-1] = f"UNTIL={last:%Y%m%dT%H%M%S}"
    return ";".join(parts)


def repeat(rule, start):
    """What the rule means on a clock on the wall; a day as UNTIL counts to its end."""
    parts = dict(part.split("=") for part in rule.split(";"))
    if "UNTIL" in parts and "T" not in parts["UNTIL"]:
        parts["UNTIL"] += "T235959"
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    walls = []
    for wall in rrule.rrulestr(text, dtstart=start):
        if wall.year > LAST_YEAR:
            break
        walls.append(wall)
    return walls


def make_series(chance, number):
    all_day = chance.random() < 0.2
    start = datetime.datetime(2026, 1, 1) + datetime.timedelta(days=chance.randrange(365))
    if not all_day:
        # Nothing between two and three, no end either: the libraries do not agree on what a night skips or has twice.
        start += datetime.timedelta(hours=chance.choice([0, 1, 3, 8, 18, 23]), minutes=chance.choice([15, 30]))
    rule = make_rule(chance, start, all_day)
    walls = repeat(rule, start)
    if len(walls) < 4:
        return None  # another one
    name = f"r{number:03}"
    expected = {wall: ("Série", "CONFIRMED") for wall in walls}
    form = "%Y-%m-%d" if all_day else "%Y-%m-%d %H:%M"
    lines = [f"rrule: {rule}"]
    if chance.random() < 0.5:
        except_ = chance.sample(walls[1:], min(3, len(walls) - 2))
        lines.append("exdate: [" + ", ".join(f"{wall:%Y-%m-%d}" for wall in except_) + "]")
        for wall in except_:
            del expected[wall]
    if chance.random() < 0.4:
        extra = walls[0] + datetime.timedelta(days=chance.randrange(1, 300), minutes=0 if all_day else 65)
        # Not beside another of the day: a change says only the day of the one that it means.
        if all(wall.date() != extra.date() for wall in walls):
            lines.append(f"rdate: {extra:{form}}")
            expected[extra] = ("Série", "CONFIRMED")
    if chance.random() < 0.5:
        lines += make_changes(chance, [wall for wall in walls if wall in expected], expected, all_day)
    expected = {instant(wall, all_day): (end_of(wall, all_day), *what) for wall, what in expected.items()}
    return Series(name, start, all_day, rule, lines, expected)


def make_changes(chance, walls, expected, all_day):
    """One is cancelled, one moved, one has another title."""
    lines = ["occurrences:"]
    cancelled, moved, renamed = chance.sample(walls, 3) if len(walls) > 3 else (walls[0], walls[1], None)
    lines += [f"- date: {cancelled:%Y-%m-%d}", "  statut: annulé"]
    expected[cancelled] = ("Série", "CANCELLED")
    # Not to another day, which may have an occurrence of its own; not into a night that the clock is changed in.
    to = moved if all_day else moved.replace(hour=12, minute=5)
    lines += [f"- le: {moved:%Y-%m-%d}"] + ([] if all_day else ["  start: 12h05"])
    expected[to] = expected.pop(moved)
    if renamed:
        lines += [f"- original: {renamed:%Y-%m-%d}", "  titre: Séance spéciale"]
        expected[renamed] = ("Séance spéciale", "CONFIRMED")
    return lines


def text_of(series):
    form = "%Y-%m-%d" if series.all_day else "%Y-%m-%d %H:%M"
    lines = ["---", "title: Série", f"uid: {series.name}", f"start: {series.start:{form}}"]
    if not series.all_day:
        lines.append("duration: 20min")
    return "\n".join([*lines, *series.lines, "---", ""])


@pytest.fixture(scope="session")
def all_series():
    chance = random.Random(5545)
    series = []
    while len(series) < RULES:
        if made := make_series(chance, len(series)):
            series.append(made)
    return series


def read(command, *files):
    """(file's name, uid) -> start -> end, title and status"""
    result = subprocess.run(
        [*map(str, command), *map(str, files)], capture_output=True, text=True, timeout=300, check=False
    )
    assert result.returncode == 0, result.stderr
    occurrences = collections.defaultdict(dict)
    for entry in map(json.loads, result.stdout.splitlines()):
        for one in entry["events"]:
            # An added date is an event of its own: its UID has the date behind the series' one.
            uid = one.get("uid", pathlib.Path(entry["file"]).stem).split("-")[0]
            assert one["start"] not in occurrences[uid], f"{uid} takes place twice on {one['start']}"
            occurrences[uid][one["start"]] = (one["end"], one["title"], one["status"])
    return occurrences


def without_late(occurrences):
    """The readers end with a year of theirs, in one zone or another."""
    return {start: what for start, what in occurrences.items() if start < f"{LAST_YEAR}-12-30"}


def test_all_readers_see_the_occurrences_that_the_rules_mean(all_series, repeating_readers, serve, content, tmp_path, almanach):
    (content / "series").mkdir()
    for series in all_series:
        (content / "series" / f"{series.name}.md").write_text(text_of(series), encoding="utf-8")
    daemon = serve(content)
    errors = [problem for problem in daemon.status()["problems"] if problem["severity"] == "error"]
    assert not errors
    feed = tmp_path / "series.ics"
    feed.write_bytes(daemon.get("/series.ics").body)
    readings = {
        name: read([*repeating_readers[name], "--occurrences", LAST_YEAR], feed)
        for name in ("libical", "ical.js", "dateutil")
    }
    own = [almanach.parent / "tests" / "print_occurrences", LAST_YEAR]
    readings["Almanach"] = read(own, *sorted((content / "series").glob("*.md")))
    wrong = []
    for series in all_series:
        for name, reading in readings.items():
            seen, meant = without_late(reading[series.name]), without_late(series.expected)
            if seen != meant:
                missing, extra = sorted(meant.items() - seen.items())[:3], sorted(seen.items() - meant.items())[:3]
                wrong.append(f"{name}, {series.name} {series.start} {series.lines}: missing {missing}, extra {extra}")
    assert not wrong, f"{len(wrong)} of {len(readings) * RULES}:\n" + "\n".join(wrong[:40])


def test_the_rules_reach_over_both_changes_of_the_clock(all_series):
    """Else the comparison would say less than it seems to."""
    offsets = collections.Counter()
    for series in all_series:
        if not series.all_day:
            offsets[len({start[11:] for start in series.expected})] += 1
    assert offsets[2] + offsets[3] + offsets[4] > RULES / 3
    for word in ("exdate", "rdate", "statut: annulé", "COUNT", "UNTIL", "BYSETPOS"):
        assert sum(word in line for series in all_series for line in series.lines) >= 10, word
