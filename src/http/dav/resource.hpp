#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "publish/snapshot.hpp"

namespace almanach::dav {

/// What is below the address of CalDAV.
inline constexpr std::string_view kRootPath = "/dav/";
inline constexpr std::string_view kPrincipalsPath = "/dav/principals/";
inline constexpr std::string_view kPrincipalPath = "/dav/principals/anonymous/";
inline constexpr std::string_view kHomePath = "/dav/calendars/";

/// What an address stands for in CalDAV. Pointers are into the snapshot.
struct Resource {
  enum class Kind {
    site,        ///< "/"
    page,        ///< any other address outside of /dav/: clients begin where people tell them to
    root,        ///< "/dav/"
    principals,  ///< the collection of principals
    principal,   ///< everybody
    home,        ///< the collection of calendars
    calendar,    ///< a feed
    object       ///< an event
  };

  Kind kind = Kind::page;
  std::string path;  ///< its own form: a collection's ends with '/'
  const std::shared_ptr<const PublishedFeed>* feed = nullptr;  ///< of a calendar, and an object
  const PublishedEvent* event = nullptr;                       ///< of an object

  bool is_collection() const { return kind != Kind::page && kind != Kind::object; }
  bool is_calendar() const { return kind == Kind::calendar; }
  bool is_object() const { return kind == Kind::object; }
};

/// What is at a decoded path; empty: nothing is. A collection is found without its '/' too; what a
/// feed or an event was called before is not, under /dav/. Any thread.
std::optional<Resource> find_resource(const Snapshot& snapshot, std::string_view path);

/// Where the calendar is now that was at a path under an earlier id of its feed, or the object that
/// was in it; of a feed that has ended, its successor on this site. Empty: nothing was, or the
/// object is gone. Any thread.
std::optional<std::string> find_moved(const Snapshot& snapshot, std::string_view path);

Resource make_calendar(const std::shared_ptr<const PublishedFeed>& feed);
Resource make_object(const std::shared_ptr<const PublishedFeed>& feed, const PublishedEvent& event);

/// Calls `take` with each member of a collection (RFC 4918 section 3), in a fixed order; others
/// have none.
void for_each_member(const Snapshot& snapshot, const Resource& resource,
                     const std::function<void(const Resource&)>& take);

/// How addresses are written in answers, and read in requests: with base_path().
class Hrefs {
 public:
  explicit Hrefs(const std::string& base_url);

  /// The reference to a decoded path.
  std::string href(std::string_view path) const;

  /// The decoded path that a client's reference means, an absolute URI or an absolute path (RFC
  /// 4918 section 8.3); empty: it is none of this server's form. The host is not looked at.
  std::optional<std::string> path(std::string_view href) const;

  const std::string& prefix() const { return prefix_; }

 private:
  std::string prefix_;  ///< without '/' at its end
};

}  // namespace almanach::dav
