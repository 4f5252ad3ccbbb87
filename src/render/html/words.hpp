#pragma once

#include <string_view>

#include "render/html/language.hpp"

namespace almanach {

/// What pages say, in one language. Plain text; "{}" stands for what fmt::format puts in.
struct Words {
  // The frame of every page.
  std::string_view skip;
  std::string_view sections;
  std::string_view all_events;
  std::string_view help;
  std::string_view other_language;
  std::string_view served_by;
  std::string_view legal_notice;
  std::string_view accessibility;
  std::string_view not_found;
  std::string_view not_found_more;
  std::string_view gone;
  std::string_view gone_more;
  std::string_view back_home;

  // Lists of events.
  std::string_view views;
  std::string_view upcoming;
  std::string_view by_month;
  std::string_view past;
  std::string_view now;
  std::string_view today;
  std::string_view tomorrow;
  std::string_view all_day;
  std::string_view none_upcoming;
  std::string_view none_upcoming_more;
  std::string_view none_at_all;
  std::string_view none_at_all_more;
  std::string_view none_past;
  std::string_view none_that_month;
  std::string_view none_found;
  std::string_view pages;
  std::string_view page_number;
  std::string_view sooner;
  std::string_view later;
  std::string_view older;
  std::string_view newer;
  std::string_view month_before;
  std::string_view month_after;
  std::string_view and_others;
  std::string_view cancelled;
  std::string_view postponed;

  // Filters.
  std::string_view find;
  std::string_view find_label;
  std::string_view categories;
  std::string_view all_categories;
  std::string_view more_categories;
  std::string_view filter;
  std::string_view show_all;
  std::string_view calendars;
  std::string_view found_none;
  std::string_view found_one;
  std::string_view found_many;
  std::string_view found_over;
  std::string_view found_by;
  std::string_view in_calendar;
  std::string_view in_calendars;
  std::string_view quoted;
  std::string_view on_day;
  std::string_view from_day;
  std::string_view to_day;

  // An event.
  std::string_view when;
  std::string_view where;
  std::string_view map;
  std::string_view join;
  std::string_view contact;
  std::string_view dates;
  std::string_view dates_over;
  std::string_view more_dates;
  std::string_view next_date;
  std::string_view dates_of_series;
  std::string_view date_before;
  std::string_view date_after;
  std::string_view all_dates;
  std::string_view no_such_date;
  std::string_view date_is_over;
  std::string_view date_is_cancelled;
  std::string_view date_is_postponed;
  std::string_view practical;
  std::string_view more;
  std::string_view description;
  std::string_view is_over;
  std::string_view is_cancelled;
  std::string_view is_postponed;
  std::string_view your_time;

  // Adding one event.
  std::string_view add_event;
  std::string_view add_event_more;
  std::string_view add_file;
  std::string_view whole_series;
  std::string_view date_alone;

  // Subscribing.
  std::string_view subscribe;
  std::string_view subscribe_calendar;
  std::string_view subscribe_calendar_more;
  std::string_view subscribe_event;
  std::string_view subscribe_series;
  std::string_view subscribe_event_lead;
  std::string_view subscribe_lead;
  std::string_view choose_calendars;
  std::string_view choose_calendars_lead;
  std::string_view choose_calendars_none;
  std::string_view choose_calendars_export;
  std::string_view address;
  std::string_view copy;
  std::string_view copied;
  std::string_view follows_filters;
  std::string_view apple;
  std::string_view apple_more;
  std::string_view google;
  std::string_view google_more;
  std::string_view google_direct;
  std::string_view outlook;
  std::string_view office;
  std::string_view outlook_more;
  std::string_view office_more;
  std::string_view thunderbird;
  std::string_view thunderbird_more;
  std::string_view thunderbird_address;
  std::string_view download;
  std::string_view download_more;
  std::string_view scan;
  std::string_view help_more;
  std::string_view choices;
  std::string_view choice_categories;
  std::string_view choice_past;
  std::string_view past_default;
  std::string_view past_90d;
  std::string_view past_none;
  std::string_view past_all;
  std::string_view choice_alarm;
  std::string_view alarm_none;
  std::string_view alarm_10m;
  std::string_view alarm_30m;
  std::string_view alarm_1h;
  std::string_view alarm_1d;
  std::string_view choice_cancelled;
  std::string_view cancelled_show;
  std::string_view cancelled_prefix;
  std::string_view cancelled_hide;
  std::string_view apply_choices;

  // For other sites.
  std::string_view embed;
  std::string_view embed_more;
  std::string_view embed_frame;

  // What else a page of events leads to.
  std::string_view map_program;
  std::string_view share;
  std::string_view copy_link;
  std::string_view link_copied;
  std::string_view neighbours;
  std::string_view event_before;
  std::string_view event_after;
  std::string_view see_calendar;
  std::string_view search_label;
  std::string_view search_button;
  std::string_view next_events;

  // A sheet to print.
  std::string_view poster;
  std::string_view print;
  std::string_view poster_scan;
  std::string_view poster_private;
  std::string_view poster_made;
};

/// Any thread.
const Words& words_of(Language language);

}  // namespace almanach
