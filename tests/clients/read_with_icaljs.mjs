// Prints what ical.js makes of .ics files: one JSON object a file. Zones are the feed's own VTIMEZONEs.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const byUid = (a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0);
const zonesOf = (calendar) =>
  new Map(calendar.getAllSubcomponents('vtimezone').map((component) => {
    const zone = new ICAL.Timezone(component);
    return [zone.tzid, zone];
  }));

// A date stays a date; a time becomes an instant in UTC, read in the zone that its TZID names in this feed.
function momentOf(property, zones) {
  const time = property.getFirstValue();
  if (time.isDate) return time.toString();
  const tzid = property.getFirstParameter('tzid');
  if (tzid) {
    if (!zones.has(tzid)) throw new Error(`no VTIMEZONE for ${tzid}`);
    time.zone = zones.get(tzid);
  }
  return new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z');
}

function readEvents(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = zonesOf(calendar);
  return calendar.getAllSubcomponents('vevent').map((event) => ({
    uid: event.getFirstPropertyValue('uid'),
    title: event.getFirstPropertyValue('summary'),
    all_day: event.getFirstPropertyValue('dtstart').isDate,
    start: momentOf(event.getFirstProperty('dtstart'), zones),
    end: momentOf(event.getFirstProperty('dtend'), zones),
  })).sort(byUid);
}

for (const file of process.argv.slice(2)) {
  console.log(JSON.stringify({ file, events: readEvents(readFileSync(file, 'utf8')) }));
}
