#!/usr/bin/ruby
# read_with_ruby.rb --occurrences YEAR FILE...: when each event takes place, up to the end of that year. One JSON
# object a file. ruby-icalendar takes the file apart, strictly, and goes by its VTIMEZONEs; ice_cube, which it goes by
# itself, repeats what the clock shows; a changed occurrence takes the place of its original.
require 'icalendar'
require 'json'
require 'stringio' # which the library forgets

def day?(value)
  value.is_a?(Icalendar::Values::Date)
end

# A Date or a Time in UTC. `wall`: what the clock shows at the event's start, as a Time in UTC.
def instant(wall, zone)
  return wall if zone.nil?

  offset = zone.offset_for_local(wall)
  wall - ((offset.hours * 60 + offset.minutes) * 60 + offset.seconds) * (offset.behind? ? -1 : 1)
end

def wall_clock(value)
  moment = day?(value) ? value.to_date : value.to_datetime
  Time.utc(moment.year, moment.month, moment.day, *(day?(value) ? [] : [moment.hour, moment.min, moment.sec]))
end

def zone_of(value, calendar)
  name = [value.ical_params['tzid']].flatten.first
  name && calendar.timezones.find { |zone| zone.tzid == name }
end

def plain(time, whole_days)
  time.strftime(whole_days ? '%Y-%m-%d' : '%Y-%m-%dT%H:%M:%SZ')
end

def start_of(value, calendar)
  plain(instant(wall_clock(value), zone_of(value, calendar)), day?(value))
end

def written(event, start, length)
  whole_days = day?(event.dtstart)
  { uid: event.uid, start: plain(start, whole_days), end: plain(start + length, whole_days), title: event.summary,
    status: event.status.to_s }
end

def repeated(event, zone, last_year)
  rule = event.rrule.first.value_ical
  limit = rule[/UNTIL=(\w+)/, 1]
  schedule = IceCube::Schedule.new(wall_clock(event.dtstart))
  schedule.add_recurrence_rule(IceCube::Rule.from_ical(rule.sub(/;?UNTIL=\w+/, '')))
  schedule.each_occurrence do |wall|
    time = instant(wall.to_time.utc, zone)
    break if time.year > last_year || (limit && time.strftime('%Y%m%dT%H%M%SZ')[0, limit.size] > limit)

    yield time
  end
end

def read(calendar, last_year)
  changed, events = calendar.events.partition(&:recurrence_id)
  changes = changed.to_h { |event| [[event.uid, start_of(event.recurrence_id, calendar)], event] }
  length = ->(event) { # exact: DTEND is as far from the start of each
    instant(wall_clock(event.dtend), zone_of(event.dtend, calendar)) -
      instant(wall_clock(event.dtstart), zone_of(event.dtstart, calendar))
  }
  found = changed.map { |event|
    written(event, instant(wall_clock(event.dtstart), zone_of(event.dtstart, calendar)), length.(event))
  }
  events.each do |event|
    zone = zone_of(event.dtstart, calendar)
    excepted = event.exdate.flatten.map { |date| start_of(date, calendar) }
    take = lambda do |start|
      name = plain(start, day?(event.dtstart))
      found << written(event, start, length.(event)) unless excepted.include?(name) || changes.key?([event.uid, name])
    end
    event.rrule.empty? ? take.(instant(wall_clock(event.dtstart), zone)) : repeated(event, zone, last_year, &take)
  end
  found
end

year = ARGV[1].to_i
ARGV.drop(2).each do |file|
  (calendar,) = Icalendar::Parser.new(File.read(file, encoding: 'UTF-8'), true).parse
  puts JSON.generate(file: file, events: read(calendar, year))
end
