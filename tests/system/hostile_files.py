"""Content files of under 1 MB each that once took seconds to minutes."""

EVENT = """---
title: Concert
event_start_date: 2027-05-12 18:30
event_end_date: 2027-05-12 20:00
{}---
{}"""

ICS = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//x//EN\n{}END:VCALENDAR\n"
VEVENT = "BEGIN:VEVENT\nUID:{}\nSUMMARY:Concert\nDTSTART:20270512T183000Z\nDTEND:20270512T200000Z\n{}END:VEVENT\n"


def page(front="", body=""):
    """A Markdown file of one event, with more lines of front matter."""
    return EVENT.format(front, body)


def calendar(*events):
    """An .ics file of events, each a text of lines to add to a good one."""
    return ICS.format("".join(VEVENT.format(f"u{i}@x", lines) for i, lines in enumerate(events)))


def lines(pattern, count):
    return "".join(pattern.format(i) for i in range(count))


def nested_anchors():
    """Each level is anchored, so that what is below it was once copied at each of them."""
    depth = 60
    opened = "".join(f"&a{i} [" for i in range(depth))
    return page(f"x: {opened}{'a, ' * 30_000}a{']' * depth}\n")


def aliases():
    """Ten aliases to ten aliases to ... : a hundred times as much at each other level."""
    front = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for i in range(1, 9):
        front += f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n"
    return page(front)


def dead_rules():
    return calendar(*["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n"] * 5_500)


def daily_dead_rules():
    return calendar(*["RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\n"] * 5_500)


def unknown_zones():
    event = "BEGIN:VEVENT\nUID:u{0}@x\nSUMMARY:Concert\nDTSTART;TZID=Europe/Pariss{0}:20270512T183000\nEND:VEVENT\n"
    return ICS.format(lines(event, 5_500))


# By name: the file's name and what makes its text.
FILES = {
    "mapping of 49,000 keys": ("keys.md", lambda: page(lines("key_num_{:06}: 1\n", 49_000))),
    "12,000 unknown keys": ("unknown.md", lambda: page(lines("event_start_dat{}: 2027-05-12\n", 12_000))),
    "list file of 49,000 keys": ("keys.yml", lambda: "title: x\nstart: 2027-05-12\n" + lines("key_num_{:06}: 1\n", 49_000)),
    "nested anchors": ("anchors.md", nested_anchors),
    "aliases of aliases": ("aliases.md", aliases),
    "90,000 categories": ("categories.md", lambda: page(f"categories: [{lines('c{}, ', 90_000)}c]\n")),
    "90,000 categories in one line": ("commas.md", lambda: page(f"categories: \"{lines('c{},', 90_000)}c\"\n")),
    "CATEGORIES of 120,000": ("categories.ics", lambda: calendar(f"CATEGORIES:{lines('c{},', 120_000)}c\n")),
    "65,000 BEGIN without END": ("begin.ics", lambda: ICS.format("BEGIN:VEVENT\n" * 65_000)),
    "65,000 END without BEGIN": ("end.ics", lambda: ICS.format("END:VEVENT\n" * 65_000)),
    "a line of 100,000 parameters": ("parameters.ics", lambda: calendar(f"X-A{';X-P=1' * 100_000}:x\n")),
    "a known property of 100,000 parameters": (
        "summary.ics", lambda: calendar(f"LOCATION{lines(';X-P{}=1', 70_000)}:x\n")),
    "5,500 rules of 30 February": ("rules.ics", dead_rules),
    "5,500 daily rules of 30 February": ("daily.ics", daily_dead_rules),
    "5,500 unknown zones": ("zones.ics", unknown_zones),
    "15,000 info fields": (
        "info.md", lambda: page("champs_informations:\n" + lines("- intitule: Horaires\n  contenu: 9h\n", 15_000))),
    "15,000 other info fields": (
        "other_info.md", lambda: page("champs_informations:\n" + lines("- intitule: a{}\n  contenu: le 5 mai 9h\n", 15_000))),
    "a title of 900 kB": ("title.md", lambda: page().replace("Concert", "Concert " * 112_000)),
    "a place of 900 kB": ("place.md", lambda: page("lieu: " + "Concert " * 112_000 + "\n")),
    "an .ics title of 900 kB": ("title.ics", lambda: calendar("").replace("Concert", "Concert " * 112_000)),
    "70,000 lines in a component": ("lines.ics", lambda: calendar(lines("X-A{}:1\n", 70_000))),
    "400 sessions of a long text": (
        "sessions.md", lambda: page("sessions:\n" + lines("- start: 2027-05-12 {:02}:00\n", 20) * 19, "*a* " * 200_000)),
    "400 sessions of long fields": (
        "fields.md", lambda: page(f"description: \"{'a ' * 450_000}\"\nsessions:\n" + "- start: 2027-05-12 10:00\n" * 400)),
    "a text of wrong weekdays": ("weekdays.md", lambda: page("", "lundi 12 mai 2027\n" * 50_000)),
    "a text of hours": ("hours.md", lambda: page("", "9h " * 300_000)),
    "13,000 events without a name": (
        "same.ics", lambda: ICS.format("BEGIN:VEVENT\nSUMMARY:a\nDTSTART:20270512T183000Z\nEND:VEVENT\n" * 13_000)),
    "30,000 events of one title": ("same.yml", lambda: "- {title: a, start: 2027-05-12}\n" * 30_000),
    "a quote that is not closed": ("quote.md", lambda: page(lines("k{}: \"a\"\n", 40_000) + "x: \"abc\n")),
    "90,000 repeated keys": ("repeated.md", lambda: page("k: 1\n" * 90_000)),
    "80,000 dates": ("dates.md", lambda: page(f"rdate: [{'2027-05-12, ' * 80_000}2027-05-12]\n")),
    "40,000 dates of nothing": ("bad.ics", lambda: calendar("EXDATE:20270230T000000Z\n" * 40_000)),
    "400,000 levels": ("levels.md", lambda: page(f"x: {'[' * 400_000}\n")),
    "400,000 levels of JSON": ("levels.json", lambda: '{"x": ' + "[" * 400_000),
    "400,000 levels of TOML": ("levels.toml", lambda: "x" + ".a" * 400_000 + " = 1\n"),
    "400,000 levels of a TOML value": ("array.toml", lambda: "x = " + "[" * 400_000 + "\n"),
    "20,000 events of one title in JSON": (
        "same.json", lambda: "[" + '{"title": "a", "start": "2027-05-12"},' * 20_000 + "0]"),
    "90,000 lists in TOML": ("lists.toml", lambda: lines("[[a.b{}]]\ntitle = 'a'\n", 40_000)),
    "2,500 own zones": ("own.ics", lambda: ICS.format(
        lines("BEGIN:VTIMEZONE\nTZID:z{}\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0107\n"
              "TZOFFSETTO:+0109\nRRULE:FREQ=YEARLY\nEND:STANDARD\nEND:VTIMEZONE\n", 2_500)
        + lines("BEGIN:VEVENT\nUID:u{0}\nSUMMARY:a\nDTSTART;TZID=z{0}:20270512T183000\nRRULE:FREQ=DAILY\nEND:VEVENT\n", 2_500))),
}
