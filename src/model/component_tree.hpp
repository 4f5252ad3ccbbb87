#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/content_lines.hpp"
#include "model/property_line.hpp"

namespace almanach {

/// A component of iCalendar (RFC 5545 section 3.6): what stands between BEGIN and END. Borrows from
/// the lines.
struct CalendarComponent {
  std::string name;  ///< in capitals
  Position position;
  std::vector<PropertyLine> properties;
  std::vector<CalendarComponent> components;
  bool faulty = false;  ///< a line that it needs cannot be read, or one within it has no END

  /// The first property of that name, in any case; null: none.
  const PropertyLine* find(std::string_view property) const;
};

/// What is wrong in a text of components. Borrowed for the time of the report.
struct ComponentFault {
  enum class Kind {
    no_component,  ///< a line before the first component
    stray,         ///< a line behind the last one, or an END of what is not open
    early_end,     ///< an END before that of `open`, which stands within it
    bad_line,      ///< no property line, or one that is faulty; what follows is read
    too_deep,      ///< components within components, deeper than any calendar: left out
    too_long,      ///< more lines than any component has: they are left out, `open` is faulty
    missing_end    ///< the text ends before `open` does
  };

  Kind kind;
  const ContentLine& line;        ///< the last one, where an END is missing
  const CalendarComponent* open;  ///< the innermost that is open; null: none
  std::string name;               ///< of the component whose END comes early, in capitals
  PropertyLineFault detail;       ///< of a bad line
};

/// What a reading of components takes.
struct ComponentRules {
  std::string_view outermost = "VCALENDAR";  ///< the one that may stand by itself; empty: any may
  /// Those whose properties are read, in capitals, if all that they stand in are among them; empty:
  /// all.
  std::span<const std::string_view> read;
  /// Whether components within others that have no END are kept, ended where those around them are.
  /// Else they are left out: what is cut off is not to be trusted.
  bool keeps_unended = false;
  /// Whether a component is worth nothing without a line of it that cannot be read; null: it always
  /// is. Where it is not, the line is left out.
  bool (*needs_line)(const CalendarComponent& open, std::string_view line) = nullptr;
};

/// Puts content lines together to components: the one place that knows what BEGIN and END mean, and
/// what is made of a text in which they do not match. With parameters, which neither takes, they
/// are passed over. One thread.
class ComponentReader {
 public:
  /// Called at each fault, in the order of lines; may throw to end the reading.
  using Report = std::function<void(const ComponentFault&)>;

  ComponentReader(ComponentRules rules, Report report)
      : rules_(rules), report_(std::move(report)) {}

  void take(const ContentLine& line);
  /// The outermost components. One that has no END is among them.
  std::vector<CalendarComponent> finish();

 private:
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  void begin(const ContentLine& line, std::string name);
  void end(const ContentLine& line, std::string name);
  void read_property(const ContentLine& line);
  void leave_out(const ContentLine& line, PropertyLineFault fault);
  void close();
  /// Ends or leaves out, by the rules, all that is open within the outermost `count`.
  void close_within(std::size_t count);
  void report_stray(const ContentLine& line);
  void report(ComponentFault::Kind kind, const ContentLine& line, std::string name = {},
              PropertyLineFault detail = {});

  ComponentRules rules_;
  Report report_;
  std::vector<CalendarComponent> done_;
  std::vector<CalendarComponent> open_;  ///< the outermost first
  std::size_t unread_ = kNone;           ///< the first of `open_` whose properties are not read
  std::size_t too_deep_ = 0;             ///< how many are open that are not in `open_`
  ContentLine last_;
};

/// Reads all lines. Any thread.
std::vector<CalendarComponent> read_components(ContentLines& lines, ComponentRules rules,
                                               ComponentReader::Report report);

/// A text of this program's own making taken apart: a calendar that is served, or
/// Event::kept_lines. To be neither copied nor moved, since its components point into it. Any
/// thread reads.
class ComponentTree {
 public:
  /// `text` is borrowed for the life of this. `outermost`: see ComponentRules. Throws
  /// std::invalid_argument at the first fault.
  explicit ComponentTree(std::string_view text, std::string_view outermost = "VCALENDAR");
  explicit ComponentTree(const std::string&& text, std::string_view outermost = "") = delete;

  const std::vector<CalendarComponent>& components() const { return components_; }
  /// The one outermost component. Throws std::invalid_argument where there is another number.
  const CalendarComponent& only() const;

 private:
  ContentLines lines_;
  std::vector<CalendarComponent> components_;
};

}  // namespace almanach
