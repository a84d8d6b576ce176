// Any bytes on the socket: the HTTP request reader, the upgrade's answer and the frame reader, fed in parts whose sizes
// the first byte chooses. What comes out in parts has to be what comes out at once.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/check.h"
#include "platform/net/frame_reader.h"
#include "platform/net/http_text.h"

namespace {

using namespace tandem::platform;

std::vector<std::string> frames_of(std::string_view bytes, std::size_t part) {
  FrameReader reader(kMaxFrameBeforeHello);
  std::vector<std::string> frames;
  for (std::size_t at = 0; at < bytes.size(); at += part) {
    reader.feed(bytes.substr(at, part));
    for (;;) {
      auto next = reader.next();
      if (!next) {
        frames.emplace_back("too large");
        return frames;
      }
      if (!*next) break;
      TANDEM_CHECK((*next)->size() <= kMaxFrameBeforeHello);
      frames.push_back(std::move(**next));
    }
  }
  return frames;
}

// The requests that can be read before the bytes end or stop being HTTP.
void read_requests(std::string_view bytes, std::size_t part) {
  HttpRequestReader reader;
  for (std::size_t at = 0; at < bytes.size(); at += part) {
    reader.feed(bytes.substr(at, part));
    for (;;) {
      const auto next = reader.next();
      if (!next) return;
      if (!*next) break;
      TANDEM_CHECK((*next)->request.body.size() <= kMaxHttpBody);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t part = std::size_t{data[0]} + 1;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  TANDEM_CHECK(frames_of(bytes, part) == frames_of(bytes, bytes.size() + 1));
  read_requests(bytes, part);
  (void)read_upgrade_answer(bytes);
  return 0;
}
