#pragma once
// Identities that cannot be mixed up: a RoomId is never a PersonId. An id is short text that stays the same for the life
// of what it names (it comes from the company's own files or from a device), is compared byte by byte and never shown.

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace tandem::platform {

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  auto operator<=>(const Id&) const = default;

 private:
  std::string text_;
};

// Longest id accepted from outside, in bytes.
inline constexpr std::size_t kMaxIdLength = 64;

}  // namespace tandem::platform

template <class Tag>
struct std::hash<tandem::platform::Id<Tag>> {
  std::size_t operator()(const tandem::platform::Id<Tag>& id) const { return std::hash<std::string>{}(id.text()); }
};
