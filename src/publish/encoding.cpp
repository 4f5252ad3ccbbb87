#include "publish/encoding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <cstdint>
#include <stdexcept>

namespace almanach {
namespace {

constexpr int kGzipLevel = 6;
// Beyond 5 brotli takes several times as long for a few percent.
constexpr int kBrotliQuality = 5;
/// zlib: a window of 2^15 bytes, and 16 more for a gzip head and tail.
constexpr int kGzipWindow = 15 + 16;

std::string encode_gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start a stream");
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib did not finish a stream");
  return out;
}

std::string encode_brotli(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  const BROTLI_BOOL done =
      BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data()));
  if (done != BROTLI_TRUE) throw std::runtime_error("brotli did not finish a stream");
  out.resize(size);
  return out;
}

}  // namespace

std::string_view coding_name(Coding coding) {
  switch (coding) {
    case Coding::gzip:
      return "gzip";
    case Coding::brotli:
      return "br";
    case Coding::identity:
      break;
  }
  return "identity";
}

std::string encode(std::string_view bytes, Coding coding) {
  switch (coding) {
    case Coding::gzip:
      return encode_gzip(bytes);
    case Coding::brotli:
      return encode_brotli(bytes);
    case Coding::identity:
      break;
  }
  return std::string(bytes);
}

}  // namespace almanach
