#include "base/packing.hpp"

#include <zstd.h>

#include <algorithm>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>

namespace almanach {
namespace {

/// Of a page of text, higher levels take several times as long for two bytes in a hundred.
constexpr int kLevel = 3;

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

/// Made once a thread: it takes longer to make than to use.
ZSTD_CCtx* packer() {
  thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  return context.get();
}

ZSTD_DCtx* unpacker() {
  thread_local const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
  if (!context) throw std::bad_alloc();
  return context.get();
}

}  // namespace

struct CommonText::Dictionaries {
  std::unique_ptr<ZSTD_CDict, Free> to_pack;
  std::unique_ptr<ZSTD_DDict, Free> to_unpack;
};

CommonText::CommonText(std::string_view text) {
  auto made = std::make_unique<Dictionaries>();
  made->to_pack.reset(ZSTD_createCDict(text.data(), text.size(), kLevel));
  made->to_unpack.reset(ZSTD_createDDict(text.data(), text.size()));
  if (!made->to_pack || !made->to_unpack) throw std::bad_alloc();
  dictionaries_ = std::move(made);
}

CommonText::~CommonText() = default;

std::string pack(std::string_view bytes, const CommonText* common) {
  // Of the thread, as is the context: many times what is needed of it, and not to be filled anew.
  thread_local std::vector<char> room;
  room.resize(std::max(room.size(), ZSTD_compressBound(bytes.size())));
  const std::size_t size =
      common == nullptr
          ? ZSTD_compressCCtx(packer(), room.data(), room.size(), bytes.data(), bytes.size(),
                              kLevel)
          : ZSTD_compress_usingCDict(packer(), room.data(), room.size(), bytes.data(), bytes.size(),
                                     common->dictionaries_->to_pack.get());
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();
  return {room.data(), size};
}

std::string unpack(std::string_view packed, std::size_t size, const CommonText* common) {
  // Told by the frame itself: no room is taken for what damaged bytes claim.
  if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != size)
    throw std::invalid_argument("packed bytes are damaged");
  std::string bytes(size, '\0');
  const std::size_t unpacked =
      common == nullptr
          ? ZSTD_decompressDCtx(unpacker(), bytes.data(), bytes.size(), packed.data(),
                                packed.size())
          : ZSTD_decompress_usingDDict(unpacker(), bytes.data(), bytes.size(), packed.data(),
                                       packed.size(), common->dictionaries_->to_unpack.get());
  if (ZSTD_isError(unpacked) != 0 || unpacked != size)
    throw std::invalid_argument("packed bytes are damaged");
  return bytes;
}

}  // namespace almanach
