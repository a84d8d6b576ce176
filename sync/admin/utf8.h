#pragma once
// Is this text UTF-8? (RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF.) Any thread.

#include <cstddef>
#include <optional>
#include <string_view>

namespace tandem::sync {

// Where the first byte is that cannot be; nullopt when all is well.
[[nodiscard]] std::optional<std::size_t> first_bad_utf8(std::string_view text);

}  // namespace tandem::sync
