#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <utility>

#include "base/digest.hpp"
#include "base/kept_answer.hpp"
#include "model/civil.hpp"
#include "publish/body.hpp"
#include "publish/encoding.hpp"

namespace almanach {

/// What is served at an address: bytes with their type and validators (RFC 9110 section 3.2).
/// Immutable to look at; coded forms are made when first asked for and then kept. Any thread.
class Representation : public KeptAnswer {
 public:
  /// `digest` is different for all other bytes ever served at the address. `file_name` is
  /// what a program that saves the bytes calls them; empty: none is suggested. `left_out` says what
  /// was left out for the sake of size; empty: nothing.
  Representation(Body body, Digest digest, std::string content_type, std::string file_name,
                 Instant last_modified, std::string left_out = {});
  /// A representation whose bytes `make` makes, without failing, when somebody first wants them.
  /// The other parameters are as above.
  Representation(std::function<Body()> make, Digest digest, std::string content_type,
                 std::string file_name, Instant last_modified, std::string left_out = {});

  const Body& body() const;
  /// Whether anybody has wanted the bytes yet.
  bool has_body() const { return has_body_; }
  const std::string& content_type() const { return content_type_; }
  const std::string& file_name() const { return file_name_; }
  Instant last_modified() const { return last_modified_; }
  const std::string& left_out() const { return left_out_; }
  const Digest& digest() const { return digest_; }

  /// The bytes in a coding.
  const Body& encoded(Coding coding) const;
  /// Whether the bytes in that coding are made already.
  bool has(Coding coding) const;

  /// With the coded forms that are made.
  std::size_t memory() const override;
  /// Has `grown` called from now on when a form was made, on the thread that has made it. To be
  /// called before others have the representation.
  void watch_growth(std::function<void()> grown) const { grown_ = std::move(grown); }

  /// The strong entity tag of a coded form, with its quotes (RFC 9110 section 8.8.3): each form has
  /// its own.
  std::string entity_tag(Coding coding) const;

 private:
  struct Encoded {
    std::once_flag once;
    std::atomic<bool> made{false};
    Body body;
  };

  std::function<Body()> make_;
  mutable std::once_flag made_;
  mutable Body body_;
  mutable std::atomic<bool> has_body_{false};
  Digest digest_;
  std::string content_type_;
  std::string file_name_;
  Instant last_modified_;
  std::string left_out_;
  mutable std::array<Encoded, 2> encoded_;
  mutable std::function<void()> grown_;  ///< empty: nobody is told
};

}  // namespace almanach
