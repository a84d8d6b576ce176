#include "platform/net/frame_reader.h"

#include <cstdint>

namespace tandem::platform {
namespace {

std::size_t length_at(const char* head) {
  std::uint32_t length = 0;
  for (std::size_t i = 0; i < kFrameHeadSize; ++i) length = (length << 8U) | static_cast<unsigned char>(head[i]);
  return length;
}

}  // namespace

void append_frame(std::string& to, std::string_view frame) {
  const auto length = static_cast<std::uint32_t>(frame.size());
  for (const unsigned shift : {24U, 16U, 8U, 0U}) to.push_back(static_cast<char>((length >> shift) & 0xffU));
  to.append(frame);
}

void FrameReader::feed(std::string_view bytes) {
  // What was given out is dropped once per read, not once per frame.
  buffer_.erase(0, used_);
  used_ = 0;
  buffer_.append(bytes);
}

Result<std::optional<std::string>> FrameReader::next() {
  if (buffer_.size() == used_) {
    std::string().swap(buffer_);  // whoever is silent keeps no memory
    used_ = 0;
  }
  if (buffer_.size() - used_ < kFrameHeadSize) return std::nullopt;
  const auto length = length_at(buffer_.data() + used_);
  if (length > limit_) {
    return fail(ErrorKind::TooLarge, "a frame of " + std::to_string(length) + " bytes where at most " +
                                         std::to_string(limit_) + " are allowed");
  }
  if (buffer_.size() - used_ - kFrameHeadSize < length) return std::nullopt;
  std::optional<std::string> frame(buffer_.substr(used_ + kFrameHeadSize, length));
  used_ += kFrameHeadSize + length;
  return frame;
}

}  // namespace tandem::platform
