#pragma once

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/dav/answer_cache.hpp"
#include "http/dav/context.hpp"
#include "http/dav/refusal.hpp"
#include "publish/snapshot.hpp"
#include "server/message.hpp"

namespace almanach::dav {

/// Read-only CalDAV (RFC 4791) for everybody, without an account: whatever credentials come are
/// passed over. README.md beside this file tells which words of the standards it keeps. Any thread.
class Dav {
 public:
  /// Borrowed for its life.
  explicit Dav(const Config& config) : config_(config), hrefs_(config.base_url) {}

  /// Whether every method of this path is answered here. Of others only those of WebDAV are.
  static bool owns(std::string_view path);

  /// Whether the method is one of WebDAV's, which are answered here at every address.
  static bool is_method(std::string_view method);

  Answer answer(const Request& request, const Snapshot& snapshot) const;

  /// Whether answer() may take longer than a millisecond. It does not where its answer is kept.
  bool takes_long(const Request& request, const Snapshot& snapshot) const;

 private:
  Answer answer_anything(const Request& request, const Snapshot& snapshot) const;
  Answer answer_resource(const Request& request, const Context& context,
                         const Resource& resource) const;
  Answer answer_asked(const Request& request, const Context& context,
                      const Resource& resource) const;
  Context context_of(const Snapshot& snapshot) const {
    return {snapshot, config_, hrefs_, indexes_, objects_};
  }
  Answer answer_read(const Request& request, const Context& context,
                     const Resource& resource) const;

  const Config& config_;
  Hrefs hrefs_;
  mutable CollectionIndexes indexes_;
  mutable RepresentationCache objects_;
  mutable AnswerCache answers_;
};

/// What OPTIONS tells of an address (RFC 4918 section 10.1, RFC 4791 section 5.1): what may be
/// asked here and, for pages of other sites, from there (the CORS part of Fetch). Null: there is no
/// such resource, or it is none of CalDAV.
Answer answer_options(const Resource* resource);

}  // namespace almanach::dav
