#include "parse/ics/components.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace almanach {
namespace {

/// The components whose properties are read.
constexpr std::array<std::string_view, 5> kRead = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD",
                                                   "DAYLIGHT"};
/// Calendars hold events, events alarms; deeper is no calendar.
constexpr std::size_t kDeepest = 8;

std::string capitals(std::string_view text) {
  std::string out(trim(text));
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

class ComponentReader {
 public:
  explicit ComponentReader(ProblemSink& problems) : problems_(problems) {}

  IcsReading read(const std::vector<IcsLine>& lines) {
    for (const IcsLine& line : lines) take(line);
    if (!open_.empty()) {
      problems_.error({lines.back().position_at(lines.back().text.size()).line, 1},
                      fmt::format("the file ends before {} of line {} does", open_.back().kind,
                                  open_.back().position.line),
                      "export it again: it seems to be cut off");
      result_.incomplete = true;
      while (open_.size() > 1) open_.pop_back();  // what is cut off is not to be trusted
      close();
    }
    return std::move(result_);
  }

 private:
  void take(const IcsLine& line) {
    if (const auto kind = name_after(line, "BEGIN:")) return begin(line, *kind);
    if (const auto kind = name_after(line, "END:")) return end(line, *kind);
    if (open_.empty()) return refuse_stray(line);
    if (!is_read()) return;
    auto read = line.faulty ? PropertyLineFault{} : read_property_line(line.text);
    if (auto* property = std::get_if<PropertyLine>(&read)) {
      open_.back().properties.push_back({&line, std::move(*property)});
      return;
    }
    open_.back().faulty = true;
    const PropertyLineFault& fault = std::get<PropertyLineFault>(read);
    if (!line.faulty) problems_.error(line.position_at(fault.offset), fault.message, fault.hint);
  }

  static std::optional<std::string> name_after(const IcsLine& line, std::string_view start) {
    const std::string_view text = line.text;
    if (!equal_but_for_case(text.substr(0, start.size()), start)) return std::nullopt;
    return capitals(text.substr(start.size()));
  }

  bool is_read() const {
    return std::all_of(open_.begin(), open_.end(), [](const IcsComponent& component) {
      return std::find(kRead.begin(), kRead.end(), component.kind) != kRead.end();
    });
  }

  void begin(const IcsLine& line, const std::string& kind) {
    if (open_.empty() && kind != "VCALENDAR") return refuse_stray(line);
    if (open_.size() == kDeepest) {
      problems_.error({line.number, 1}, "components within components, too deep for a calendar",
                      "export the file again");
      result_.incomplete = true;
    }
    IcsComponent component;
    component.kind = kind;
    component.position = {line.number, 1};
    // Deeper ones are told apart no more; they are never looked into.
    if (open_.size() < kDeepest) {
      open_.push_back(std::move(component));
    } else {
      ++too_deep_;
    }
  }

  void end(const IcsLine& line, const std::string& kind) {
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    const auto opened = std::find_if(open_.rbegin(), open_.rend(),
                                     [&](const IcsComponent& one) { return one.kind == kind; });
    if (opened == open_.rend()) return refuse_stray(line);
    if (opened != open_.rbegin()) {
      problems_.error({line.number, 1},
                      fmt::format("END:{} stands before the end of {} of line {}", kind,
                                  open_.back().kind, open_.back().position.line),
                      fmt::format("write END:{} before it", open_.back().kind));
      result_.incomplete = true;
      while (open_.back().kind != kind) open_.pop_back();
      open_.back().faulty = true;
    }
    close();
  }

  void close() {
    IcsComponent done = std::move(open_.back());
    open_.pop_back();
    (open_.empty() ? result_.calendars : open_.back().components).push_back(std::move(done));
  }

  /// Told once: a file that is something else has many such lines.
  void refuse_stray(const IcsLine& line) {
    result_.incomplete = true;
    if (told_stray_) return;
    told_stray_ = true;
    problems_.error({line.number, 1},
                    result_.calendars.empty() && open_.empty()
                        ? "this is no calendar file: BEGIN:VCALENDAR is expected"
                        : "this line stands outside of what it belongs to",
                    "an .ics file begins with BEGIN:VCALENDAR and ends with END:VCALENDAR");
  }

  ProblemSink& problems_;
  IcsReading result_;
  std::vector<IcsComponent> open_;  ///< the outermost first
  int too_deep_ = 0;
  bool told_stray_ = false;
};

}  // namespace

const IcsProperty* IcsComponent::find(std::string_view name) const {
  const auto found = std::find_if(properties.begin(), properties.end(),
                                  [&](const IcsProperty& one) { return one.property.is(name); });
  return found == properties.end() ? nullptr : &*found;
}

IcsReading read_components(const std::vector<IcsLine>& lines, ProblemSink& problems) {
  return ComponentReader(problems).read(lines);
}

}  // namespace almanach
