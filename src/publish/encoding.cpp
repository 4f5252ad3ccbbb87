#include "publish/encoding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <vector>

namespace almanach {
namespace {

constexpr int kGzipLevel = 6;
// Beyond 5 brotli takes several times as long for a few percent.
constexpr int kBrotliQuality = 5;
/// zlib: a window of 2^15 bytes, and 16 more for a gzip head and tail.
constexpr int kGzipWindow = 15 + 16;

/// What is made of a coding at a time.
constexpr std::size_t kPieceSize = 65'536;

/// zlib's stream, ended however it is left.
class Deflation {
 public:
  Deflation() {
    if (deflateInit2(&stream_, kGzipLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::runtime_error("zlib cannot start a stream");
  }
  ~Deflation() { deflateEnd(&stream_); }
  Deflation(const Deflation&) = delete;
  Deflation& operator=(const Deflation&) = delete;

  /// Adds what `bytes` are coded to, as far as it is made already; all of it at the `last`.
  void add(std::string_view bytes, bool last, std::string& out) {
    // zlib only reads it.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    int result = Z_OK;
    do {
      stream_.next_out = piece_.data();
      stream_.avail_out = static_cast<uInt>(piece_.size());
      result = deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
      out.append(reinterpret_cast<const char*>(piece_.data()), piece_.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
    if (last && result != Z_STREAM_END) throw std::runtime_error("zlib did not finish a stream");
  }

 private:
  z_stream stream_{};
  std::vector<Bytef> piece_ = std::vector<Bytef>(kPieceSize);
};

std::string encode_gzip(const Body& body) {
  Deflation deflation;
  std::string out;
  for (const Segment& segment : body.segments()) deflation.add(*segment, false, out);
  deflation.add({}, true, out);
  return out;
}

/// Brotli's encoder, ended however it is left.
class BrotliEncoding {
 public:
  explicit BrotliEncoding(std::size_t size)
      : state_(BrotliEncoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (!state_) throw std::runtime_error("brotli cannot start a stream");
    BrotliEncoderSetParameter(state_.get(), BROTLI_PARAM_QUALITY, kBrotliQuality);
    BrotliEncoderSetParameter(state_.get(), BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
    BrotliEncoderSetParameter(state_.get(), BROTLI_PARAM_SIZE_HINT,
                              static_cast<std::uint32_t>(size));
  }

  /// As Deflation's.
  void add(std::string_view bytes, bool last, std::string& out) {
    const auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size();
    do {
      std::size_t none = 0;
      if (BrotliEncoderCompressStream(state_.get(),
                                      last ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_PROCESS,
                                      &left, &next, &none, nullptr, nullptr) != BROTLI_TRUE) {
        throw std::runtime_error("brotli did not finish a stream");
      }
      std::size_t size = 0;
      const std::uint8_t* made = BrotliEncoderTakeOutput(state_.get(), &size);
      out.append(reinterpret_cast<const char*>(made), size);
    } while (left > 0 || BrotliEncoderHasMoreOutput(state_.get()) == BROTLI_TRUE);
  }

 private:
  struct Destroy {
    void operator()(BrotliEncoderState* state) const { BrotliEncoderDestroyInstance(state); }
  };
  std::unique_ptr<BrotliEncoderState, Destroy> state_;
};

std::string encode_brotli(const Body& body) {
  BrotliEncoding encoding(body.size());
  std::string out;
  for (const Segment& segment : body.segments()) encoding.add(*segment, false, out);
  encoding.add({}, true, out);
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

std::string encode(const Body& body, Coding coding) {
  switch (coding) {
    case Coding::gzip:
      return encode_gzip(body);
    case Coding::brotli:
      return encode_brotli(body);
    case Coding::identity:
      break;
  }
  return body.join();
}

}  // namespace almanach
