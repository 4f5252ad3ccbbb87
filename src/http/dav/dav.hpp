#pragma once

#include <memory>
#include <optional>

#include "config/config.hpp"
#include "http/address.hpp"
#include "http/conditions.hpp"
#include "http/dav/answer_cache.hpp"
#include "http/dav/context.hpp"
#include "server/message.hpp"

namespace almanach::dav {

/// Read-only CalDAV (RFC 4791) for everybody, without an account: whatever credentials come are
/// passed over. README.md beside this file tells which words of the standards it keeps. Any thread.
class Dav {
 public:
  /// `config` is borrowed for its life; `kept` is where answers are kept.
  Dav(const Config& config, const std::shared_ptr<AnswerStore>& kept)
      : config_(config), objects_(kept), answers_(kept) {}

  /// Whether a request is answered here: all at CalDAV's own addresses, elsewhere those with one of
  /// WebDAV's methods.
  static bool takes(const Asked& asked);

  /// Throws as WorkBudget::spend() does: what lies ready costs next to nothing.
  Answer answer(const Asked& asked) const;

  /// The answer where answer() has taken more work than a request may.
  static Answer refuse_exceeding(const Request& request);

 private:
  Context context_of(const Asked& asked, const Hrefs& hrefs) const;
  /// `resource`: what is at the path; empty: nothing is.
  Answer answer_anything(const Asked& asked, const std::optional<Resource>& resource) const;
  Answer answer_resource(const Asked& asked, const Context& context,
                         const Resource& resource) const;
  Answer answer_question(const Asked& asked, const Context& context,
                         const Resource& resource) const;
  Answer answer_object(const Asked& asked, const Representation& calendar) const;
  static Answer lead_to_page(const Resource& resource, const Hrefs& hrefs);

  const Config& config_;
  mutable CollectionIndexes indexes_;
  mutable RepresentationCache objects_;
  mutable AnswerCache answers_;
};

}  // namespace almanach::dav
