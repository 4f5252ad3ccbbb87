// Writes the events that come on standard input, as JSON, as a calendar of ical-generator.
import ical from "ical-generator";
import { readFileSync } from "node:fs";

const calendar = ical({ name: "Agenda", prodId: "//example.org//site//FR", timezone: "Europe/Paris" });
for (const event of JSON.parse(readFileSync(0, "utf-8"))) {
  calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: new Date("2026-01-05T08:00:00Z"),
    summary: event.title,
    start: new Date(event.start),
    end: new Date(event.end),
    url: event.url,
    ...(event.weekly ? { repeating: { freq: "WEEKLY", count: event.weekly } } : {}),
    ...(event.original ? { recurrenceId: new Date(event.original) } : {}),
  });
}
process.stdout.write(calendar.toString());
