#pragma once

#include <filesystem>

namespace almanach {

/// Gives a file that this program has made in another account's folder to that account and its
/// group, so that the account can go on with it. Does nothing unless this program is root, nor
/// where the file is away, is a link, or is the folder's owner's already. Where it cannot be given
/// it stays as it is. Any thread.
void give_to_owner_of_folder(const std::filesystem::path& file);

}  // namespace almanach
