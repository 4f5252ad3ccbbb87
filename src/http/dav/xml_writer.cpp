#include "http/dav/xml_writer.hpp"

#include <cstdint>

#include "base/html_text.hpp"
#include "base/octet_set.hpp"
#include "base/work_steps.hpp"

namespace almanach::dav {
namespace {

constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
constexpr std::string_view kSpaces =
    " xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" "
    "xmlns:S=\"http://calendarserver.org/ns/\" xmlns:A=\"http://apple.com/ns/ical/\"";
constexpr std::string_view kCdataStart = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";
/// "]]>" cannot stand in a CDATA section: it goes into two.
constexpr std::string_view kCdataSeam = "]]><![CDATA[";

/// A segment below this is cheaper to copy than to send by itself, bytes.
constexpr std::size_t kWorthSharing = 256;

/// Without these a text stands as it is: entity tags have quotes, and there are thousands of them.
constexpr OctetSet kTextMarks("&<>");

void append_attribute(std::string_view name, std::string_view value, std::string& out) {
  out += ' ';
  out += name;
  out += "=\"";
  append_html_text(out, value);
  out += '"';
}

}  // namespace

XmlWriter::XmlWriter(std::string_view root, WorkBudget& work,
                     const std::vector<std::string_view>& foreign)
    : work_(work) {
  pending_ += kHead;
  pending_ += '<';
  pending_ += root;
  pending_ += kSpaces;
  for (const std::string_view space : foreign) {
    const std::size_t number = numbers_.size() + 1;
    numbers_.emplace(space, number);
    append_attribute("xmlns:x" + std::to_string(number), space, pending_);
  }
  pending_ += '>';
}

/// Counts what was written since it was last called.
void XmlWriter::count() {
  const std::size_t size = body_.size() + pending_.size();
  const std::uint64_t steps = steps_to_write(size - counted_);
  if (steps == 0) return;
  work_.spend(steps);
  counted_ = size;
  if (size > kMostBytes || size - shared_ > kMostMade) throw WorkExceeded();
}

void XmlWriter::open(std::string_view name) {
  count();
  pending_ += '<';
  pending_ += name;
  pending_ += '>';
}

void XmlWriter::close(std::string_view name) {
  pending_ += "</";
  pending_ += name;
  pending_ += '>';
}

void XmlWriter::empty(std::string_view name) {
  pending_ += '<';
  pending_ += name;
  pending_ += "/>";
}

void XmlWriter::leaf(std::string_view name, std::string_view text) {
  open(name);
  this->text(text);
  close(name);
}

void XmlWriter::text(std::string_view text) {
  if (kTextMarks.find_in(text) == std::string_view::npos) {
    pending_ += text;
  } else {
    append_html_text(pending_, text);
  }
}

void XmlWriter::append_prefixed(XmlName name) {
  if (name.space == kCalDavSpace) {
    pending_ += "C:";
  } else if (name.space == kCalendarServerSpace) {
    pending_ += "S:";
  } else if (name.space == kAppleSpace) {
    pending_ += "A:";
  } else if (const auto known = numbers_.find(name.space); known != numbers_.end()) {
    pending_.append("x").append(std::to_string(known->second)).append(":");
  }
  pending_ += name.local;
}

void XmlWriter::name(XmlName name) {
  open(name);
  pending_.back() = '/';
  pending_ += '>';
}

void XmlWriter::open(XmlName name) {
  count();
  pending_ += '<';
  append_prefixed(name);
  // No prefix can stand for it.
  if (name.space.empty()) append_attribute("xmlns", "", pending_);
  pending_ += '>';
}

void XmlWriter::close(XmlName name) {
  pending_ += "</";
  append_prefixed(name);
  pending_ += '>';
}

void XmlWriter::empty(
    std::string_view name,
    std::initializer_list<std::pair<std::string_view, std::string_view>> attributes) {
  pending_ += '<';
  pending_ += name;
  for (const auto& [attribute, value] : attributes) append_attribute(attribute, value, pending_);
  pending_ += "/>";
}

void XmlWriter::share(const Segment& segment) {
  if (segment->size() < kWorthSharing) {
    pending_ += *segment;
    return;
  }
  body_.append(std::exchange(pending_, {}));
  body_.append(segment);
  shared_ += segment->size();
}

/// A "]]>" is parted so that a section ends between its brackets. It never lies across two
/// segments: each ends with a line.
void XmlWriter::append_cdata(const Segment& segment) {
  if (segment->find(kCdataEnd) == std::string::npos) {
    share(segment);
    return;
  }
  std::string_view rest = *segment;
  for (std::size_t at = 0; (at = rest.find(kCdataEnd)) != std::string_view::npos;) {
    pending_ += rest.substr(0, at + 2);
    pending_ += kCdataSeam;
    rest.remove_prefix(at + 2);
  }
  pending_ += rest;
}

void XmlWriter::cdata(const Body& bytes) {
  pending_ += kCdataStart;
  for (const Segment& segment : bytes.segments()) append_cdata(segment);
  pending_ += kCdataEnd;
  count();
}

void XmlWriter::cdata(std::string bytes) {
  const std::size_t shared = shared_;
  pending_ += kCdataStart;
  append_cdata(std::make_shared<const std::string>(std::move(bytes)));
  pending_ += kCdataEnd;
  shared_ = shared;
  count();
}

Body XmlWriter::finish() {
  if (!pending_.empty()) body_.append(std::exchange(pending_, {}));
  return std::move(body_);
}

}  // namespace almanach::dav
