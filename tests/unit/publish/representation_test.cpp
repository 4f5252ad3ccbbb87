#include "publish/representation.hpp"

#include <brotli/decode.h>
#include <zlib.h>

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using namespace almanach;

namespace {

Representation make_representation() {
  Body body;
  body.append(std::string(1'000, 'a'));
  body.append(std::string(1'000, 'b'));
  return {std::move(body), digest("x"), "text/plain", "x.txt", Instant(std::chrono::seconds(0))};
}

std::string gunzip(const std::string& bytes, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

std::string unbrotli(const std::string& bytes, std::size_t size) {
  std::string out(size, '\0');
  CHECK(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                &size, reinterpret_cast<std::uint8_t*>(out.data())) ==
        BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

}  // namespace

TEST_CASE("each coding has its own bytes and its own strong tag") {
  const Representation page = make_representation();
  const std::string plain = page.body().join();
  CHECK(gunzip(page.encoded(Coding::gzip).join(), plain.size()) == plain);
  CHECK(unbrotli(page.encoded(Coding::brotli).join(), plain.size()) == plain);
  CHECK(page.entity_tag(Coding::identity) == "\"" + to_hex(digest("x")) + "\"");
  CHECK(page.entity_tag(Coding::gzip) == "\"" + to_hex(digest("x")) + "-gzip\"");
  CHECK(page.entity_tag(Coding::brotli) == "\"" + to_hex(digest("x")) + "-br\"");
}

TEST_CASE("a coded form is made once, whoever asks", "[threads]") {
  const Representation page = make_representation();
  std::vector<const std::string*> seen(8);
  {
    std::vector<std::jthread> threads;
    for (auto& place : seen)
      threads.emplace_back([&] { place = page.encoded(Coding::gzip).segments().front().get(); });
  }
  for (const std::string* form : seen) CHECK(form == seen.front());
}

TEST_CASE("bytes that are made on demand are made once", "[threads]") {
  std::atomic<int> made{0};
  const auto make = [&] {
    ++made;
    Body body;
    body.append(std::string("bytes"));
    return body;
  };
  const Representation page(make, digest("x"), "text/plain", "", Instant());
  CHECK_FALSE(page.has_body());
  std::vector<std::size_t> sizes(8);
  {
    std::vector<std::jthread> threads;
    for (std::size_t& size : sizes) threads.emplace_back([&] { size = page.body().size(); });
  }
  for (const std::size_t size : sizes) CHECK(size == 5);
  CHECK(made == 1);
  CHECK(page.has_body());
}
