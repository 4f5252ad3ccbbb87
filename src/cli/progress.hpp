#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace almanach {

/// A line on the terminal that shows how far a long job has come. Nothing is written where standard
/// error is no terminal. It is gone when this is.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `done` of `total` parts are done; `total` may rise.
  void show(std::size_t done, std::size_t total);

 private:
  std::string what_;
  bool terminal_;
  std::chrono::steady_clock::time_point shown_;
};

}  // namespace almanach
