#pragma once
// Where things live on this machine, by the XDG base directory rules and systemd's STATE_DIRECTORY.

#include <filesystem>

namespace tandem::platform {

// $STATE_DIRECTORY, else $XDG_DATA_HOME/tandem, else ~/.local/share/tandem. Not created.
[[nodiscard]] std::filesystem::path data_directory();
// The folder of the running program, to find catalogues and the sample site beside a build.
[[nodiscard]] std::filesystem::path program_directory();

}  // namespace tandem::platform
