#pragma once

#include <cstddef>
#include <functional>

namespace almanach {

/// Calls `work(begin, end)` for runs of neighbours that together are all indices below `count`,
/// each once, on as many threads as there are cores, and returns when all are done. A few are done
/// on the calling thread alone. The first exception that `work` throws is thrown again here, after
/// all threads have ended.
///
/// Runs are short enough for all threads to end at about the same time, and long enough that what
/// threads can only do one after the other, such as asking a database, is worth doing for a run at
/// once: threads that meet at each index spend their time waking each other.
void for_each_run(std::size_t count,
                  const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace almanach
