<?php
// read_with_sabre.php --occurrences YEAR FILE...: when each event takes place, up to the end of that year, as
// sabre/vobject expands it. One JSON object a file. Version 2 is older than PHP 8: what it does is deprecated.
error_reporting(E_ALL & ~E_DEPRECATED);
require 'Sabre/VObject/autoload.php';

function plain($property)
{
    $moment = $property->getDateTime();
    if (strlen($property->getValue()) === 8) {
        return $moment->format('Y-m-d');
    }
    return (new DateTime('@' . $moment->getTimestamp()))->format('Y-m-d\TH:i:s\Z');
}

[, , $year] = $argv;
foreach (array_slice($argv, 3) as $file) {
    $calendar = Sabre\VObject\Reader::read(file_get_contents($file));
    $calendar->expand(new DateTime('2020-01-01'), new DateTime(((int) $year + 1) . '-01-01'));
    $events = [];
    foreach ($calendar->select('VEVENT') as $event) {
        $events[] = [
            'uid' => (string) $event->UID,
            'start' => plain($event->DTSTART),
            'end' => plain($event->DTEND),
            'title' => (string) $event->SUMMARY,
            'status' => (string) $event->STATUS,
        ];
    }
    echo json_encode(['file' => $file, 'events' => $events], JSON_UNESCAPED_UNICODE), "\n";
}
