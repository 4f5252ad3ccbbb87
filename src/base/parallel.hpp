#pragma once

#include <cstddef>
#include <functional>

namespace almanach {

/// Calls `work(i)` once for each i below `count`, on as many threads as there are cores, and
/// returns when all are done. A few are done on the calling thread alone. The first exception that
/// `work` throws is thrown again here, after all threads have ended.
void for_each_index(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace almanach
