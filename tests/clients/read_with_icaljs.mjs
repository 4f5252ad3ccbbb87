// Prints what ical.js makes of .ics files: one JSON object a file. Zones are the feed's own VTIMEZONEs.
// With `--occurrences YEAR` first: when each event takes place, up to the end of that year. With `--jcal`: all of it,
// as jCal. A file that ends with .jcal holds jCal itself.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const byUid = (a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0);
const zonesOf = (calendar) =>
  new Map(calendar.getAllSubcomponents('vtimezone').map((component) => {
    const zone = new ICAL.Timezone(component);
    return [zone.tzid, zone];
  }));

// A date stays a date; a time becomes an instant in UTC, read in the zone that its TZID names in this feed.
const momentOf = (property, zones) => plain(timeOf(property, zones));

function timeOf(property, zones) {
  const time = property.getFirstValue().clone();
  if (time.isDate) return time;
  const tzid = property.getFirstParameter('tzid');
  if (tzid) {
    if (!zones.has(tzid)) throw new Error(`no VTIMEZONE for ${tzid}`);
    time.zone = zones.get(tzid);
  }
  return time;
}

// What DTEND tells, or DURATION, or else RFC 5545 section 3.6.1.
function endOf(event, zones) {
  if (event.hasProperty('dtend')) return momentOf(event.getFirstProperty('dtend'), zones);
  const end = timeOf(event.getFirstProperty('dtstart'), zones);
  const length = event.getFirstPropertyValue('duration');
  const { weeks, days, hours, minutes, seconds } = length ?? { weeks: 0, days: end.isDate ? 1 : 0, hours: 0, minutes: 0, seconds: 0 };
  // Days are those of the calendar; the rest is told exactly.
  end.adjust(days + 7 * weeks, 0, 0, 0);
  return plain(end, 3600 * hours + 60 * minutes + seconds);
}

function readEvents(jcal) {
  const calendar = new ICAL.Component(jcal);
  const zones = zonesOf(calendar);
  // A changed occurrence is no event of its own.
  return calendar.getAllSubcomponents('vevent').filter((event) => !event.hasProperty('recurrence-id')).map((event) => ({
    uid: event.getFirstPropertyValue('uid'),
    title: event.getFirstPropertyValue('summary'),
    all_day: event.getFirstPropertyValue('dtstart').isDate,
    start: momentOf(event.getFirstProperty('dtstart'), zones),
    end: endOf(event, zones),
  })).sort(byUid);
}

const plain = (time, later = 0) => (time.isDate ? time.toString() : new Date((time.toUnixTime() + later) * 1000).toISOString().replace('.000Z', 'Z'));

function readOccurrences(jcal, lastYear) {
  const calendar = new ICAL.Component(jcal);
  for (const zone of zonesOf(calendar).values()) ICAL.TimezoneService.register(zone);
  const occurrences = [];
  const components = calendar.getAllSubcomponents('vevent');
  for (const component of components.filter((event) => !event.hasProperty('recurrence-id'))) {
    const uid = component.getFirstPropertyValue('uid');
    const isChange = (other) => other.hasProperty('recurrence-id') && other.getFirstPropertyValue('uid') === uid;
    const event = new ICAL.Event(component, { exceptions: components.filter(isChange) });
    if (!event.isRecurring()) {
      const status = component.getFirstPropertyValue('status');
      occurrences.push({ uid, start: plain(event.startDate), end: plain(event.endDate), title: event.summary, status });
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next && next.year <= lastYear; next = iterator.next()) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      const status = item.component.getFirstPropertyValue('status');
      occurrences.push({ uid, start: plain(startDate), end: plain(endDate), title: item.summary, status });
    }
  }
  return occurrences;
}

const options = process.argv.slice(2);
const asJcal = options[0] === '--jcal';
if (asJcal) options.shift();
const lastYear = options[0] === '--occurrences' ? Number(options.splice(0, 2)[1]) : null;
for (const file of options) {
  const text = readFileSync(file, 'utf8');
  const jcal = file.endsWith('.jcal') ? JSON.parse(text) : ICAL.parse(text);
  const result = asJcal ? { jcal } : { events: lastYear === null ? readEvents(jcal) : readOccurrences(jcal, lastYear) };
  console.log(JSON.stringify({ file, ...result }));
}
