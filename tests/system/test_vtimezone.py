"""Reads the VTIMEZONEs that Almanach writes as RFC 5545 says, and compares them with the system's zone data.

The reader is written for this test and shares nothing with Almanach: what the two agree on is the RFC.
"""

import bisect
import calendar
import functools
import os
import pathlib
import random
import subprocess
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ALMANACH = pathlib.Path(os.environ.get("ALMANACH", ROOT / "build" / "almanach"))
PRINT_VTIMEZONE = os.environ.get("PRINT_VTIMEZONE", ALMANACH.parent / "tests" / "print_vtimezone")

FRENCH_ZONES = [
    "Europe/Paris", "Indian/Reunion", "America/Martinique", "America/Cayenne", "Pacific/Noumea",
    "Pacific/Tahiti", "Indian/Mayotte", "America/Miquelon",
]
HARD_ZONES = [
    "America/New_York", "Europe/Dublin", "Africa/Casablanca", "Asia/Jerusalem", "Asia/Kolkata",
    "America/Nuuk", "Antarctica/Troll", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Cairo",
    "Asia/Gaza", "Europe/Istanbul", "America/Santiago", "Africa/Monrovia",
]
ZONES = FRENCH_ZONES + HARD_ZONES + ["UTC"]

EPOCH = datetime(1970, 1, 1)
DAY = 86400


def instant(year, month=1, day=1, hour=0):
    """Seconds since the epoch, as all instants here; wall-clock times are counted the same way."""
    return int((datetime(year, month, day, hour) - EPOCH).total_seconds())


FULL = (instant(1900), instant(2101) - 1)


# The system's zone data ------------------------------------------------------------------------------


def system_state(zone, at):
    local = (EPOCH + timedelta(seconds=at)).replace(tzinfo=timezone.utc).astimezone(zone)
    return int(local.utcoffset().total_seconds()), local.tzname(), bool(local.dst())


def system_instant(zone, wall):
    """The instant of a wall-clock time by RFC 5545 section 3.3.5, which is what Python's fold 0 means."""
    local = (EPOCH + timedelta(seconds=wall)).replace(tzinfo=zone)
    return wall - int(local.utcoffset().total_seconds())


@functools.lru_cache(maxsize=None)
def system_changes(name):
    """(instant, from, to, name, daylight) of each change from 1880 to 2100, searched for day by day."""
    zone, found = ZoneInfo(name), []
    low, low_state = instant(1880), system_state(zone, instant(1880))
    for high in range(instant(1880), FULL[1] + DAY, DAY):
        while system_state(zone, high) != low_state:
            after = high
            while after - low > 1:
                middle = (low + after) // 2
                if system_state(zone, middle) == low_state:
                    low = middle
                else:
                    after = middle
            state = system_state(zone, after)
            found.append((after, low_state[0], *state))
            low, low_state = after, state
        low = high
    return found


# The reader ------------------------------------------------------------------------------------------


def read_offset(text):
    sign = {"+": 1, "-": -1}[text[0]]
    digits = text[1:]
    assert len(digits) in (4, 6) and digits.isdigit(), text
    seconds = int(digits[4:] or 0)
    return sign * (int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + seconds)


def read_wall_time(text):
    assert len(text) == 15, text
    return int((datetime.strptime(text, "%Y%m%dT%H%M%S") - EPOCH).total_seconds())


def expand_rule(text, start, last_year):
    """The wall-clock times of a yearly RRULE of BYMONTH, BYDAY and BYMONTHDAY, found day by day."""
    parts = dict(part.split("=") for part in text.split(";"))
    assert parts.pop("FREQ") == "YEARLY"
    month = int(parts.pop("BYMONTH"))
    by_day = parts.pop("BYDAY")
    weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].index(by_day[-2:])
    ordinal = int(by_day[:-2] or 0)
    month_days = {int(day) for day in parts.pop("BYMONTHDAY", "").split(",") if day}
    assert not parts, f"unknown rule parts: {parts}"
    begin = EPOCH + timedelta(seconds=start)
    times = []
    for year in range(begin.year, last_year + 1):
        length = calendar.monthrange(year, month)[1]
        days = [d for d in range(1, length + 1) if date(year, month, d).weekday() == weekday]
        if ordinal:
            days = [days[ordinal - 1] if ordinal > 0 else days[ordinal]]
        if month_days:
            days = [d for d in days if d in month_days]
        assert len(days) == 1, f"{text} gives {days} in {year}"
        times.append(read_wall_time(f"{year:04}{month:02}{days[0]:02}T{begin:%H%M%S}"))
    assert times[0] == start, f"DTSTART is not an instance of {text}"
    return times


class Observance:
    def __init__(self, kind, properties, last_year):
        self.kind = kind
        single = {key: value for key, value in properties if key != "RDATE"}
        assert len(single) == sum(key != "RDATE" for key, _ in properties), "a property twice"
        self.start = single.pop("DTSTART")
        self.offset_from = read_offset(single.pop("TZOFFSETFROM"))
        self.offset_to = read_offset(single.pop("TZOFFSETTO"))
        self.name = single.pop("TZNAME")
        self.rule = single.pop("RRULE", None)
        assert not single, f"unknown properties: {single}"
        self.dates = [read_wall_time(value) for key, value in properties if key == "RDATE"]
        walls = {read_wall_time(self.start), *self.dates}
        if self.rule:
            walls.update(expand_rule(self.rule, read_wall_time(self.start), last_year))
        self.onsets = sorted(wall - self.offset_from for wall in walls)


class Vtimezone:
    """A VTIMEZONE, expanded to the end of `last_year`."""

    def __init__(self, text, last_year):
        assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
        lines = text[:-2].split("\r\n")
        assert all(len(line.encode()) <= 75 for line in lines)
        assert lines[0] == "BEGIN:VTIMEZONE" and lines[-1] == "END:VTIMEZONE"
        self.properties, self.observances, kind = {}, [], None
        for line in lines[1:-1]:
            key, value = line.split(":", 1)
            if key == "BEGIN":
                assert kind is None and value in ("STANDARD", "DAYLIGHT")
                kind, inner = value, []
            elif key == "END":
                assert value == kind
                self.observances.append(Observance(kind, inner, last_year))
                kind = None
            elif kind:
                inner.append((key, value))
            else:
                self.properties[key] = value
        assert kind is None and self.observances
        self.onsets = sorted(
            ((at, observance) for observance in self.observances for at in observance.onsets),
            key=lambda onset: onset[0])
        self.times = [at for at, _ in self.onsets]

    def observance(self, at):
        index = bisect.bisect_right(self.times, at) - 1
        assert index >= 0, f"no observance in effect at {at}"
        return self.onsets[index][1]

    def state(self, at):
        observance = self.observance(at)
        return observance.offset_to, observance.name, observance.kind == "DAYLIGHT"

    def instant(self, wall):
        """Of a skipped time by the offset before the gap, of a repeated one the first."""
        in_effect = [o for at, o in self.onsets if wall >= at + max(o.offset_from, o.offset_to)]
        return wall - (in_effect[-1].offset_to if in_effect else self.onsets[0][1].offset_from)


def print_vtimezone(name, first, last):
    done = subprocess.run([PRINT_VTIMEZONE, name, str(first), str(last)], check=True, capture_output=True)
    return done.stdout.decode("ascii")


def read_vtimezone(name, first, last):
    last_year = (EPOCH + timedelta(seconds=last)).year + 1
    return Vtimezone(print_vtimezone(name, first, last), last_year)


# The comparison --------------------------------------------------------------------------------------


def needed_changes(name, first, last):
    """The change in effect at `first`, if there is one, and those in the range."""
    changes = system_changes(name)
    begin = bisect.bisect_right(changes, first, key=lambda change: change[0])
    end = bisect.bisect_right(changes, last, key=lambda change: change[0])
    return changes[max(begin - 1, 0):end]


def instants_to_compare(name, first, last):
    step = max((last - first) // 200, 1)
    instants = {first, last, *range(first, last, step)}
    for at, offset_from, offset_to, *_ in system_changes(name):
        around = abs(offset_from - offset_to)
        instants.update((at - 1, at, at + 1, at - around, at + around, at + around // 2))
    return sorted(at for at in instants if first <= at <= last)


def check_range(name, first, last):
    zone, vtimezone = ZoneInfo(name), read_vtimezone(name, first, last)
    assert vtimezone.properties == {"TZID": name, "X-LIC-LOCATION": name}
    for at in instants_to_compare(name, first, last):
        assert vtimezone.state(at) == system_state(zone, at), f"{name} at {at} in [{first}, {last}]"
    check_need(name, vtimezone, first, last)
    check_onsets(vtimezone, first)
    return vtimezone


def check_wall_times(name, vtimezone, first, last):
    zone = ZoneInfo(name)
    for at in instants_to_compare(name, first, last)[::3]:
        wall = at + system_state(zone, at)[0]
        if first <= system_instant(zone, wall) <= last:
            assert vtimezone.instant(wall) == system_instant(zone, wall), f"{name}, wall time {wall}"


def check_need(name, vtimezone, first, last):
    """Each observance is needed: it is in effect somewhere in the range, unless it is of the two rules."""
    rules = [o for o in vtimezone.observances if o.rule]
    assert len(rules) in (0, 2)
    changes = needed_changes(name, first, last)
    kinds = {change[1:] for change in changes}
    assert len(vtimezone.observances) <= max(len(kinds), 1) + (
        1 if changes and changes[0][0] > first else 0) + len(rules)
    used = {id(vtimezone.observance(first))}
    used.update(id(o) for at, o in vtimezone.onsets if first < at <= last)
    assert all(id(o) in used for o in vtimezone.observances if not o.rule)


def check_onsets(vtimezone, first):
    """All begin before the first event, and of listed changes DTSTART is one unless the clock never changes."""
    for observance in vtimezone.observances:
        assert observance.onsets[0] <= first
        if observance.rule:
            continue
        steady = len(vtimezone.observances) == 1 and observance.offset_from == observance.offset_to
        assert steady or read_wall_time(observance.start) in observance.dates


def random_ranges(name, count):
    source = random.Random(name)
    for _ in range(count):
        first = source.randint(*FULL)
        length = source.choice([0, 3600, 30 * DAY, 400 * DAY, 12 * 365 * DAY, FULL[1] - first])
        yield first, min(first + source.randint(0, length), FULL[1])


@pytest.mark.parametrize("name", ZONES)
def test_all_years(name):
    vtimezone = check_range(name, *FULL)
    check_wall_times(name, vtimezone, *FULL)


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("year", [1970, 1996, 2026])
def test_from_a_year_on(name, year):
    vtimezone = check_range(name, instant(year), FULL[1])
    check_wall_times(name, vtimezone, instant(year), FULL[1])


@pytest.mark.parametrize("name", ZONES)
def test_random_ranges(name):
    for first, last in random_ranges(name, 20):
        vtimezone = check_range(name, first, last)
        check_wall_times(name, vtimezone, first, last)


@pytest.mark.parametrize("name", ZONES)
def test_single_instants_at_changes(name):
    changes = [change[0] for change in system_changes(name) if FULL[0] < change[0] < FULL[1]]
    for at in random.Random(name).sample(changes, min(len(changes), 12)):
        for single in (at - 1, at, at + 1):
            check_range(name, single, single)


def describe(vtimezone):
    return [(o.kind, o.start, o.rule) for o in vtimezone.observances]


SUMMER = ("DAYLIGHT", "19960331T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
WINTER = ("STANDARD", "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")


@pytest.mark.parametrize("first, last", [
    (instant(1996, 10, 28), instant(2100)),
    (instant(1998), instant(1998)),
    (instant(2026, 10, 25, 1), instant(2026, 10, 25, 1)),
    (instant(2099), FULL[1]),
])
def test_paris_has_one_standard_and_one_daylight(first, last):
    assert describe(check_range("Europe/Paris", first, last)) == [SUMMER, WINTER]


@pytest.mark.parametrize("first, summer", [(instant(1996), "19950326T020000"), (instant(1996, 7), SUMMER[1])])
@pytest.mark.parametrize("last", [instant(1996, 7), instant(1996, 8), instant(2100)])
def test_paris_in_1996(first, summer, last):
    """Both have begun before their first change by the rules of today."""
    winter = (WINTER[0], "19951029T030000", WINTER[2])
    expected = [winter, (SUMMER[0], summer, SUMMER[2])]
    assert describe(check_range("Europe/Paris", first, last)) == sorted(expected, key=lambda each: each[1])


@pytest.mark.parametrize("name", ["Indian/Reunion", "America/Martinique", "America/Cayenne", "Pacific/Noumea",
                                  "Pacific/Tahiti", "Indian/Mayotte", "Asia/Kolkata", "UTC"])
def test_zone_without_summer_time_has_one_standard(name):
    [observance] = check_range(name, instant(2000), FULL[1]).observances
    assert observance.kind == "STANDARD" and observance.rule is None
    summer_time_after_1970 = {"America/Martinique": "19800928T000000", "Pacific/Noumea": "19970302T030000"}
    assert observance.start == summer_time_after_1970.get(name, "19700101T000000")


@pytest.mark.parametrize("name", ZONES)
def test_python_icalendar_reads_it(name):
    component = icalendar.Timezone.from_ical(print_vtimezone(name, *FULL))
    assert component["TZID"] == name
    assert not component.errors
    read = [(sub.name, sub["DTSTART"].dt, sub["TZOFFSETTO"].td) for sub in component.subcomponents]
    assert read == [(o.kind, EPOCH + timedelta(seconds=read_wall_time(o.start)), timedelta(seconds=o.offset_to))
                    for o in read_vtimezone(name, *FULL).observances]
