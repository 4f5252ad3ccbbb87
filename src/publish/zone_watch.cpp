#include "publish/zone_watch.hpp"

#include <algorithm>
#include <utility>

#include "base/log.hpp"

namespace almanach {

ZoneWatch::ZoneWatch(std::string folder, std::chrono::milliseconds interval)
    : folder_(std::move(folder)),
      interval_(interval),
      quiet_(std::min(interval, kQuiet)),
      known_(zone_data()->stamp()) {}

std::shared_ptr<const ZoneData> ZoneWatch::look(Time now) {
  if (now < next_) return nullptr;
  next_ = now + interval_;
  std::string stamp = stamp_zone_folder(folder_);
  if (stamp == known_) {
    pending_.clear();
    return nullptr;
  }
  next_ = now + quiet_;
  if (stamp.empty() || stamp != pending_) {
    pending_ = std::move(stamp);
    since_ = now;
    return nullptr;
  }
  return now - since_ < quiet_ ? nullptr : read();
}

std::shared_ptr<const ZoneData> ZoneWatch::read() {
  auto data = ZoneData::read(folder_);
  if (data->stamp() != pending_) {  // it has changed again
    pending_.clear();
    return nullptr;
  }
  known_ = std::exchange(pending_, {});
  if (data->names().empty()) {
    log_warning("there are no time zones in {} any more: those of {} are kept", folder_,
                zone_data()->release());
    return nullptr;
  }
  return data->digest() == zone_data()->digest() ? nullptr : data;
}

std::chrono::milliseconds ZoneWatch::time_to_look(Time now) const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_ - now);
  return std::clamp(left, std::chrono::milliseconds(0), interval_);
}

}  // namespace almanach
