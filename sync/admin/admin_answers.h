#pragma once
// How the subcommands of tandem-admin ask, and read what was answered. Inside sync/admin only.

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <string>

#include "platform/base/result.h"
#include "sync/admin/admin_channel.h"
#include "sync/admin/admin_commands.h"

namespace tandem::sync {

// The field when it is of that kind; empty, 0 or false otherwise.
[[nodiscard]] std::string text(const boost::json::object& object, const char* field);
[[nodiscard]] std::int64_t number(const boost::json::object& object, const char* field);
[[nodiscard]] bool yes(const boost::json::object& object, const char* field);

// For each object in the list `field`.
template <class Print>
void each(const boost::json::object& answer, const char* field, Print print) {
  const boost::json::value* list = answer.if_contains(field);
  if (list == nullptr || !list->is_array()) return;
  for (const boost::json::value& item : list->get_array()) {
    if (item.is_object()) print(item.get_object());
  }
}

// Says why on standard error.
[[nodiscard]] ExitCode failed(const platform::Error& error);
// Unavailable when what was answered is not an object; otherwise the channel's errors.
[[nodiscard]] platform::Result<boost::json::object> ask(AdminChannel& channel, const boost::json::object& request);

}  // namespace tandem::sync
