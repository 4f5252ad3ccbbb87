// Prints what node-ical makes of .ics files: one JSON object a file. The library knows zones by name and does
// not look into VTIMEZONE, as many web clients do.
import { readFileSync } from 'node:fs';
import ical from 'node-ical';

const byUid = (a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0);
const twoDigits = (number) => String(number).padStart(2, '0');
// A property with parameters arrives as an object.
const textOf = (value) => (typeof value === 'object' ? value.val : value);

// The library holds a date as midnight of this machine's zone.
const dateOf = (date) => `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
const instantOf = (date) => new Date(date.getTime()).toISOString().replace('.000Z', 'Z');

function readEvents(text) {
  return Object.values(ical.sync.parseICS(text)).filter((entry) => entry.type === 'VEVENT').map((event) => {
    const allDay = event.datetype === 'date';
    const moment = allDay ? dateOf : instantOf;
    return {
      uid: event.uid,
      title: textOf(event.summary),
      all_day: allDay,
      start: moment(event.start),
      end: moment(event.end),
    };
  }).sort(byUid);
}

for (const file of process.argv.slice(2)) {
  console.log(JSON.stringify({ file, events: readEvents(readFileSync(file, 'utf8')) }));
}
