#include "publish/representation.hpp"

#include <utility>

namespace almanach {

Representation::Representation(Body body, Digest digest, std::string content_type,
                               std::string file_name, Instant last_modified, std::string left_out)
    : body_(std::move(body)),
      digest_(digest),
      content_type_(std::move(content_type)),
      file_name_(std::move(file_name)),
      last_modified_(last_modified),
      left_out_(std::move(left_out)) {}

const Body& Representation::encoded(Coding coding) const {
  if (coding == Coding::identity) return body_;
  Encoded& form = encoded_.at(coding == Coding::gzip ? 0 : 1);
  std::call_once(form.once, [&] { form.body.append(encode(body_.join(), coding)); });
  return form.body;
}

std::string Representation::entity_tag(Coding coding) const {
  std::string tag = "\"" + to_hex(digest_);
  if (coding != Coding::identity) tag += "-" + std::string(coding_name(coding));
  return tag + "\"";
}

}  // namespace almanach
