#pragma once
// One message of every kind, every change and every command in them, always the same: what the golden bytes of a
// version are made of. Changing one changes the golden files; add new ones instead.

#include <string>
#include <utility>
#include <vector>

#include "sync/protocol/messages.h"

namespace tandem::sync::test {

[[nodiscard]] std::vector<calendar::Change> sample_changes();
[[nodiscard]] std::vector<calendar::NumberedCommand> sample_commands();
// By file name: "hello", "push", …, as devices and servers of version 1 write them.
[[nodiscard]] std::vector<std::pair<std::string, Message>> sample_messages();
// What version 2 has besides.
[[nodiscard]] std::vector<std::pair<std::string, Message>> sample_messages_of_2();
// What version 3 has besides, with its changes and commands.
[[nodiscard]] std::vector<std::pair<std::string, Message>> sample_messages_of_3();
[[nodiscard]] std::vector<calendar::Change> sample_changes_of_3();
[[nodiscard]] std::vector<calendar::NumberedCommand> sample_commands_of_3();
// Of all versions.
[[nodiscard]] std::vector<std::pair<std::string, Message>> all_sample_messages();

}  // namespace tandem::sync::test
