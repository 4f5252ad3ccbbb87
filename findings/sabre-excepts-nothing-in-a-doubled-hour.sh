#!/bin/bash
# sabre/vobject 2 does not find an EXDATE in the hour that the clock shows twice.
#
# Guess: an EXDATE that is written as the rule's own occurrence is, same TZID and same digits, takes that one away.
# Seen with sabre/vobject 2.1.7 (Debian 12, 2.1.7-6.1) under PHP 8.2: a series on Sundays at 02:30 in Europe/Paris, of
# which one falls on the night of 31 October 2027. Of two EXDATEs the one of 24 October counts, the other does not:
#   2027-10-17 02:30, 2027-10-31 02:30, 2027-11-07 02:30
# A series that has to leave such an occurrence out cannot do it by EXDATE for a reader that is built on this version.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get -qq download php-sabre-vobject=2.1.7-6.1 php8.2-cli php8.2-common libargon2-1 libedit2 libsodium23 libxml2 libbsd0
for package in ./*.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu"

cat >series.ics <<'END'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//example//EN
BEGIN:VEVENT
UID:vigil
DTSTAMP:20270101T000000Z
SUMMARY:Vigil
DTSTART;TZID=Europe/Paris:20271017T023000
DTEND;TZID=Europe/Paris:20271017T024500
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/Paris:20271024T023000
EXDATE;TZID=Europe/Paris:20271031T023000
END:VEVENT
END:VCALENDAR
END
cat >expand.php <<'END'
<?php
error_reporting(E_ALL & ~E_DEPRECATED);
require 'Sabre/VObject/autoload.php';
$calendar = Sabre\VObject\Reader::read(file_get_contents('series.ics'));
$calendar->expand(new DateTime('2027-01-01'), new DateTime('2028-01-01'));
foreach ($calendar->select('VEVENT') as $event) {
    $start = $event->DTSTART->getDateTime();
    $start->setTimezone(new DateTimeZone('Europe/Paris'));
    echo $start->format('Y-m-d H:i'), "\n";
}
END
root/usr/bin/php8.2 -n -d "include_path=$folder/root/usr/share/php" -d date.timezone=UTC expand.php >seen
cat seen
diff - seen <<'END'
2027-10-17 02:30
2027-10-31 02:30
2027-11-07 02:30
END
echo "as stated: the EXDATE of 24 October counts, that of 31 October does not"
