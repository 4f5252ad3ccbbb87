#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

namespace almanach {

/// Memory that connections share, counted in bytes: so much in all, and a quarter of it for one
/// client, so that nobody takes the others' part. One piece alone may be of any size. Any thread.
class ByteBudget {
 public:
  /// Bytes that are taken until it ends; they have to be given back before the budget ends.
  class Charge {
   public:
    Charge() = default;
    Charge(Charge&& other) noexcept { swap(other); }
    Charge& operator=(Charge&& other) noexcept {
      Charge taken(std::move(other));
      swap(taken);
      return *this;
    }
    Charge(const Charge&) = delete;
    Charge& operator=(const Charge&) = delete;
    ~Charge();

    std::size_t bytes() const { return bytes_; }

    /// Takes so many bytes more, if the budget has room. Only of bytes that nobody shares. Throws
    /// std::bad_alloc.
    bool grow(std::size_t bytes);

   private:
    friend class ByteBudget;
    void swap(Charge& other) noexcept;

    ByteBudget* budget_ = nullptr;  ///< null: it holds nothing
    std::string client_;
    std::size_t bytes_ = 0;
    const void* body_ = nullptr;
  };

  explicit ByteBudget(std::size_t most) : most_(most) {}

  /// Whether `client` (see client_group()) may take `bytes` more.
  bool has_room(const std::string& client, std::size_t bytes) const;

  /// Takes bytes, whether there is room or not. `body`: where they lie, if others may be sent the
  /// same ones: they count once in all then, and for each client that holds them. Throws
  /// std::bad_alloc.
  Charge take(const std::string& client, std::size_t bytes, const void* body = nullptr);

  /// Calls `freed` from now on after bytes were given back, on the thread that did, with nothing
  /// locked; it throws nothing. An empty one ends it. Not while others use the budget.
  void watch(std::function<void()> freed) { freed_ = std::move(freed); }

 private:
  bool has_room_now(const std::string& client, std::size_t bytes) const;
  void give_back(const Charge& charge) noexcept;

  const std::size_t most_;
  std::function<void()> freed_;
  mutable std::mutex mutex_;
  std::size_t taken_ = 0;                                   ///< guarded by mutex_
  std::unordered_map<std::string, std::size_t> by_client_;  ///< guarded by mutex_
  std::unordered_map<const void*, std::size_t> holders_;    ///< guarded by mutex_; by body
};

}  // namespace almanach
