// node drive_tsdav.mjs URL: what tsdav sees there, as one JSON object.
import { createDAVClient } from "tsdav";

const client = await createDAVClient({
  serverUrl: process.argv[2],
  credentials: { username: "anybody", password: "anything" },
  authMethod: "Basic",
  defaultAccountType: "caldav",
});
const calendars = await client.fetchCalendars();
const calendar = calendars.find((one) => one.displayName === "Ateliers");
const timeRange = { start: "2027-02-01T00:00:00Z", end: "2027-03-01T00:00:00Z" };
const whole = await client.fetchCalendarObjects({ calendar });
const expanded = await client.fetchCalendarObjects({ calendar, timeRange, expand: true });
const changes = await client.syncCollection({
  url: calendar.url,
  props: { "d:getetag": {}, "c:calendar-data": {} },
  syncLevel: 1,
  syncToken: calendar.syncToken,
});
const write = await client.createCalendarObject({ calendar, filename: "x.ics", iCalString: "" });
const starts = (objects) =>
  objects.flatMap((one) => one.data.replaceAll("\r", "").match(/^DTSTART.*/gm)).sort();
console.log(
  JSON.stringify({
    calendars: calendars.map((one) => one.displayName).sort(),
    timezone: calendar.timezone.includes("TZID:Europe/Paris"),
    components: calendar.components,
    reports: calendar.reports,
    etags: whole.every((one) => one.etag.length > 2),
    starts: starts(whole).filter((line) => !line.startsWith("DTSTART:")),
    expanded: starts(expanded),
    unchanged: changes.filter((one) => one.href).length,
    write: write.status,
  }),
);
