#include "publish/representation.hpp"

#include <utility>

#include "base/heap_size.hpp"

namespace almanach {

Representation::Representation(Body body, Digest digest, std::string content_type,
                               std::string file_name, Instant last_modified, std::string left_out)
    : Representation(std::function<Body()>(), digest, std::move(content_type), std::move(file_name),
                     last_modified, std::move(left_out)) {
  body_ = std::move(body);
  has_body_ = true;
}

Representation::Representation(std::function<Body()> make, Digest digest, std::string content_type,
                               std::string file_name, Instant last_modified, std::string left_out)
    : make_(std::move(make)),
      digest_(digest),
      content_type_(std::move(content_type)),
      file_name_(std::move(file_name)),
      last_modified_(last_modified),
      left_out_(std::move(left_out)) {}

const Body& Representation::body() const {
  if (!has_body_) {
    bool made_now = false;
    std::call_once(made_, [&] {
      body_ = make_();
      has_body_ = true;
      made_now = true;
    });
    if (made_now && grown_) grown_();
  }
  return body_;
}

const Body& Representation::encoded(Coding coding) const {
  if (coding == Coding::identity) return body();
  Encoded& form = encoded_.at(coding == Coding::gzip ? 0 : 1);
  bool made_now = false;
  std::call_once(form.once, [&] {
    form.body.append(encode(body(), coding));
    form.made = true;
    made_now = true;
  });
  if (made_now && grown_) grown_();
  return form.body;
}

bool Representation::has(Coding coding) const {
  if (coding == Coding::identity) return has_body();
  return encoded_.at(coding == Coding::gzip ? 0 : 1).made;
}

std::size_t Representation::memory() const {
  constexpr std::size_t kCounts = 2 * sizeof(void*);  // of who shares it
  std::size_t bytes = heap_size(kCounts + sizeof *this) + heap_size(content_type_) +
                      heap_size(file_name_) + heap_size(left_out_);
  if (has_body_) bytes += body_.memory();
  for (const Encoded& form : encoded_) {
    if (form.made) bytes += form.body.memory();
  }
  return bytes;
}

std::string Representation::entity_tag(Coding coding) const {
  std::string tag = "\"" + to_hex(digest_);
  if (coding != Coding::identity) tag += "-" + std::string(coding_name(coding));
  return tag + "\"";
}

}  // namespace almanach
