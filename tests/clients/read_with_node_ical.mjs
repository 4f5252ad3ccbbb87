// Prints what node-ical makes of .ics files: one JSON object a file. The library knows zones by name and does
// not look into VTIMEZONE, as many web clients do. With `--occurrences YEAR` first: when each event takes place, up
// to the end of that year, repeated as the library's own example does it, which is right under TZ=UTC only.
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

function readOccurrences(text, lastYear) {
  const occurrences = [];
  for (const event of Object.values(ical.sync.parseICS(text))) {
    if (event.type !== 'VEVENT') continue;
    const moment = event.datetype === 'date' ? dateOf : instantOf;
    const add = (one, start, length) => occurrences.push({
      uid: event.uid,
      start: moment(start),
      end: moment(new Date(start.getTime() + length)),
      title: textOf(one.summary),
      status: one.status,
    });
    const lengthOf = (one) => one.end.getTime() - one.start.getTime();
    if (!event.rrule) {
      add(event, event.start, lengthOf(event));
      continue;
    }
    for (const start of event.rrule.between(new Date('2020-01-01'), new Date(`${lastYear + 1}-01-01`), true)) {
      const day = start.toISOString().slice(0, 10);
      const change = event.recurrences?.[day];
      if (change) add(change, change.start, lengthOf(change));
      else if (!event.exdate?.[day]) add(event, start, lengthOf(event));
    }
  }
  return occurrences;
}

const options = process.argv.slice(2);
const lastYear = options[0] === '--occurrences' ? Number(options.splice(0, 2)[1]) : null;
for (const file of options) {
  const text = readFileSync(file, 'utf8');
  console.log(JSON.stringify({ file, events: lastYear === null ? readEvents(text) : readOccurrences(text, lastYear) }));
}
