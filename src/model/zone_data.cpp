#include "model/zone_data.hpp"

#include <absl/strings/ascii.h>
#include <absl/time/internal/cctz/include/cctz/zone_info_source.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <system_error>
#include <utility>

namespace almanach {
namespace {

namespace fs = std::filesystem;
namespace cctz = absl::time_internal::cctz;
namespace cctz_extension = absl::time_internal::cctz_extension;

constexpr const char* kSource = "tzdata.zi";
/// "America/Argentina/Buenos_Aires"
constexpr int kDeepest = 3;
/// The largest of the database has less than 4 kB.
constexpr off_t kLargestFile = 100'000;

// Kept from absl: paths out of the zone data's folder, its own "libc:" and "Fixed/UTC+01:00:00".
bool is_zone_name(std::string_view name) {
  constexpr std::size_t longest = 60;
  const auto is_letter = [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); };
  const auto is_digit = [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); };
  if (name.empty() || name.size() > longest || name.front() < 'A' || name.front() > 'Z')
    return false;
  if (name.substr(0, 6) == "Fixed/") return false;
  char before = '/';
  for (const char c : name) {
    const bool inside = is_digit(c) || c == '_' || c == '+' || c == '-' || c == '/';
    if (!is_letter(c) && (before == '/' || !inside)) return false;
    before = c;
  }
  return before != '/';
}

/// A file of the zone data.
struct ZoneFile {
  std::string name;
  struct stat status{};
};

struct ZoneFiles {
  std::vector<ZoneFile> files;  ///< by name: of zones, and the source
  bool unpacking = false;       ///< there are files that only a package manager has for a moment
  int failure = 0;              ///< the system's reason why not all could be looked into; 0: none
};

/// Whether the system refuses for want of something what it gives at another time.
bool is_want(int reason) {
  return reason == EMFILE || reason == ENFILE || reason == ENOMEM;
}

[[noreturn]] void throw_want(int reason, const fs::path& path) {
  throw std::system_error(reason, std::generic_category(), path.string());
}

/// What dpkg and rpm call files that are not all there yet. What is left of an attempt that failed
/// is old.
bool is_being_unpacked(const std::string& name, const fs::path& path) {
  constexpr std::chrono::minutes kPatience{1};
  if (name.find(".dpkg-") == std::string::npos && name.find(';') == std::string::npos) return false;
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) return false;
  const auto now = std::chrono::system_clock::now();
  return now - std::chrono::system_clock::from_time_t(status.st_ctim.tv_sec) < kPatience;
}

/// What has no name of a zone is not looked into. A folder may be a link to another: no name has
/// more than a few parts.
void list_zones(const fs::path& folder, const std::string& prefix, int depth, ZoneFiles& found) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    ZoneFile file{prefix + entry->path().filename().string(), {}};
    if (is_being_unpacked(file.name, entry->path())) found.unpacking = true;
    if (!is_zone_name(file.name) && file.name != kSource) continue;
    if (stat(entry->path().c_str(), &file.status) != 0) continue;
    if (S_ISDIR(file.status.st_mode)) {
      if (depth < kDeepest) list_zones(entry->path(), file.name + "/", depth + 1, found);
    } else if (S_ISREG(file.status.st_mode)) {
      found.files.push_back(std::move(file));
    }
  }
  if (is_want(error.value())) found.failure = error.value();
}

ZoneFiles list_zones(const fs::path& folder) {
  ZoneFiles found;
  list_zones(folder, "", 1, found);
  std::sort(found.files.begin(), found.files.end(),
            [](const ZoneFile& a, const ZoneFile& b) { return a.name < b.name; });
  return found;
}

std::string stamp_of(const ZoneFiles& zones) {
  if (zones.unpacking || zones.failure != 0) return {};
  std::string text;
  for (const ZoneFile& file : zones.files) {
    const struct stat& status = file.status;
    const std::array<std::uint64_t, 7> numbers = {
        status.st_dev,
        status.st_ino,
        static_cast<std::uint64_t>(status.st_size),
        static_cast<std::uint64_t>(status.st_mtim.tv_sec),
        static_cast<std::uint64_t>(status.st_mtim.tv_nsec),
        static_cast<std::uint64_t>(status.st_ctim.tv_sec),
        static_cast<std::uint64_t>(status.st_ctim.tv_nsec)};
    text.append(file.name).append(1, '\0');
    text.append(reinterpret_cast<const char*>(numbers.data()), sizeof numbers);
  }
  return to_hex(digest(text));
}

std::shared_ptr<const std::string> read_whole(const fs::path& path, off_t size) {
  std::string bytes(static_cast<std::size_t>(size), '\0');
  std::ifstream stream(path, std::ios::binary);
  if (!stream && is_want(errno)) throw_want(errno, path);
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return std::make_shared<const std::string>(std::move(bytes));
}

/// The bytes of the zone that this thread has absl load.
thread_local const std::string* loading = nullptr;

class BytesSource : public cctz::ZoneInfoSource {
 public:
  explicit BytesSource(std::string_view bytes) : rest_(bytes) {}

  std::size_t Read(void* to, std::size_t size) override {
    const std::size_t count = std::min(size, rest_.size());
    if (count != 0) std::memcpy(to, rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }
  int Skip(std::size_t size) override {
    rest_.remove_prefix(std::min(size, rest_.size()));
    return 0;
  }

 private:
  std::string_view rest_;
};

/// absl calls it on the thread that loads a zone.
std::unique_ptr<cctz::ZoneInfoSource> open_source(
    const std::string& name,
    const std::function<std::unique_ptr<cctz::ZoneInfoSource>(const std::string&)>& fallback) {
  if (loading == nullptr) return fallback(name);
  return std::make_unique<BytesSource>(*loading);
}

std::optional<absl::TimeZone> load(const std::string& name, const std::string& bytes) {
  static const bool kInstalled = [] {
    cctz_extension::zone_info_source_factory = open_source;
    return true;
  }();
  loading = kInstalled ? &bytes : nullptr;
  absl::TimeZone zone;
  const bool loaded = absl::LoadTimeZone(name + ' ' + to_hex(digest(bytes)), &zone);
  loading = nullptr;
  if (!loaded) return std::nullopt;
  return zone;
}

struct Present {
  std::mutex mutex;
  std::shared_ptr<const ZoneData> data;  ///< guarded by mutex
};

Present& present() {
  static Present holder;
  return holder;
}

}  // namespace

std::string zone_folder() {
  const char* directory = std::getenv("TZDIR");  // NOLINT(concurrency-mt-unsafe): never set here
  return directory != nullptr ? directory : "/usr/share/zoneinfo";
}

std::string stamp_zone_folder(const std::string& folder) {
  return stamp_of(list_zones(folder));
}

std::shared_ptr<const ZoneData> ZoneData::read(const std::string& folder) {
  constexpr int kMostAttempts = 3;
  std::shared_ptr<ZoneData> data;
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    data.reset(new ZoneData);
    const ZoneFiles zones = list_zones(folder);
    if (zones.failure != 0) throw_want(zones.failure, folder);
    // Many names are links.
    std::map<std::pair<dev_t, ino_t>, std::shared_ptr<const std::string>> contents;
    for (const ZoneFile& file : zones.files) {
      if (file.status.st_size > kLargestFile || file.name == kSource) continue;
      std::shared_ptr<const std::string>& bytes =
          contents[{file.status.st_dev, file.status.st_ino}];
      if (!bytes) bytes = read_whole(fs::path(folder) / file.name, file.status.st_size);
      if (bytes->starts_with("TZif")) data->files_.emplace(file.name, bytes);
    }
    data->read_source(folder);
    data->stamp_ = stamp_of(zones);
    if (stamp_zone_folder(folder) == data->stamp_) break;
    data->stamp_.clear();  // whatever comes is something else
  }
  data->finish();
  return data;
}

/// "# version 2026f", and "L Europe/Paris France" for another name of a zone.
void ZoneData::read_source(const std::string& folder) {
  std::ifstream source(fs::path(folder) / kSource);
  if (!source && is_want(errno)) throw_want(errno, fs::path(folder) / kSource);
  std::string line;
  while (std::getline(source, line)) {
    constexpr std::string_view kVersion = "# version ";
    if (release_.empty() && line.starts_with(kVersion)) release_ = line.substr(kVersion.size());
    if (!line.starts_with("L ")) continue;
    std::istringstream words(line.substr(2));
    std::string target;
    std::string name;
    words >> target >> name;
    if (is_zone_name(name) && files_.count(name) == 0) links_.emplace(name, target);
  }
}

void ZoneData::finish() {
  Digester digester;
  for (const auto& [name, bytes] : files_) {
    digester.add(name).add(*bytes);
    names_.push_back(name);
  }
  std::erase_if(links_, [&](const auto& link) { return present_name(link.second).empty(); });
  for (const auto& [name, target] : links_) {
    digester.add(name).add(target);
    names_.push_back(name);
  }
  std::sort(names_.begin(), names_.end());
  digest_ = digester.finish();
  constexpr std::size_t kDigits = 8;
  if (release_.empty()) release_ = "unnamed-" + to_hex(digest_).substr(0, kDigits);
}

/// Links may lead to links. Empty: to no file.
std::string ZoneData::present_name(std::string_view name) const {
  constexpr int kMostLinks = 5;
  for (int step = 0; step < kMostLinks; ++step) {
    if (files_.find(name) != files_.end()) return std::string(name);
    const auto link = links_.find(name);
    if (link == links_.end()) return {};
    name = link->second;
  }
  return {};
}

std::optional<ZoneData::Found> ZoneData::find(std::string_view name) const {
  std::string present = present_name(name);
  if (present.empty()) return std::nullopt;
  const std::lock_guard lock(mutex_);
  auto known = loaded_.find(present);
  if (known == loaded_.end())
    known = loaded_.emplace(present, load(present, *files_.at(present))).first;
  if (!known->second) return std::nullopt;
  return Found{std::move(present), *known->second};
}

std::shared_ptr<const ZoneData> zone_data() {
  Present& holder = present();
  const std::lock_guard lock(holder.mutex);
  if (!holder.data) holder.data = ZoneData::read(zone_folder());
  return holder.data;
}

void use_zone_data(std::shared_ptr<const ZoneData> data) {
  Present& holder = present();
  const std::lock_guard lock(holder.mutex);
  holder.data.swap(data);
}

}  // namespace almanach
