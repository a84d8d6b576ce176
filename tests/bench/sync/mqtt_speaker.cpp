// MQTT 3.1.1 (OASIS standard, sections 2 and 3), as much of it as a subscriber to one topic needs.

#include <algorithm>
#include <utility>

#include "tests/bench/sync/speaker.h"

namespace tandem::bench {
namespace {

constexpr std::string_view kTopic = "site/changes";
constexpr unsigned kConnect = 0x10, kConnected = 0x20, kPublish = 0x30, kAcknowledge = 0x40, kSubscribe = 0x82,
                   kSubscribed = 0x90, kPing = 0xC0;
constexpr std::uint16_t kKeepAliveSeconds = 60;
constexpr std::size_t kSequenceBytes = 8;

void put_number(std::string& to, std::uint64_t value, unsigned bytes) {
  for (unsigned i = bytes; i-- > 0;) to.push_back(static_cast<char>((value >> (8 * i)) & 0xffU));
}

void put_text(std::string& to, std::string_view text) {
  put_number(to, text.size(), 2);
  to.append(text);
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

// Section 2.2.3: seven bits a byte, the lowest first.
std::string packet(unsigned head, const std::string& body) {
  std::string bytes(1, static_cast<char>(head));
  std::size_t rest = body.size();
  do {
    const std::size_t low = rest % 128;
    rest /= 128;
    bytes.push_back(static_cast<char>(low | (rest > 0 ? 128U : 0U)));
  } while (rest > 0);
  return bytes + body;
}

class MqttSpeaker final : public Speaker {
 public:
  MqttSpeaker(MqttFleet fleet, std::size_t member, Listener& listener)
      : fleet_(fleet), member_(member), listener_(listener) {}

  std::string begin() override {
    unread_.clear();
    reply_.clear();
    std::string body;
    put_text(body, "MQTT");
    body += "\x04\x02";  // level 4, clean session
    put_number(body, kKeepAliveSeconds, 2);
    put_text(body, "bench" + std::to_string(member_));
    return packet(kConnect, body);
  }

  bool hear(std::string_view bytes) override {
    unread_.append(bytes);
    for (;;) {
      std::size_t size = 0;
      const std::size_t head = read_size(size);
      if (head == 0 || unread_.size() < head + size) break;
      take(static_cast<unsigned char>(unread_[0]), std::string_view(unread_).substr(head, size));
      unread_.erase(0, head + size);
    }
    if (unread_.empty()) std::string().swap(unread_);
    return true;
  }

  std::string take_reply() override { return std::exchange(reply_, {}); }
  std::string heartbeat() override { return packet(kPing, {}); }

  std::string change() override {
    std::string body;
    put_text(body, kTopic);
    if (fleet_.quality > 0) put_number(body, next_packet(), 2);
    std::string payload;
    put_number(payload, ++published_, kSequenceBytes);
    payload.resize(std::max(fleet_.payload, kSequenceBytes), 'x');
    return packet(kPublish | static_cast<unsigned>(fleet_.quality) << 1U, body + payload);
  }

 private:
  // The length of the fixed head, 0 while it is not complete; `size` is what follows it.
  std::size_t read_size(std::size_t& size) const {
    unsigned shift = 0;
    for (std::size_t i = 1; i < unread_.size() && i < 5; ++i, shift += 7) {
      const auto byte = static_cast<unsigned char>(unread_[i]);
      size |= static_cast<std::size_t>(byte & 127U) << shift;
      if ((byte & 128U) == 0) return i + 1;
    }
    return 0;
  }

  void take(unsigned head, std::string_view body) {
    const unsigned kind = head & 0xF0U;
    if (kind == kConnected) {
      std::string subscription;
      put_number(subscription, next_packet(), 2);
      put_text(subscription, kTopic);
      subscription.push_back(static_cast<char>(fleet_.quality));
      reply_ += packet(kSubscribe, subscription);
    } else if (kind == kSubscribed) {
      listener_.current(member_);
    } else if (kind == kPublish) {
      take_message((head >> 1U) & 3U, body);
    }
  }

  void take_message(unsigned quality, std::string_view body) {
    std::size_t at = 2 + number_at(body, 0, 2);
    if (quality > 0) {
      std::string acknowledged;
      put_number(acknowledged, number_at(body, at, 2), 2);
      reply_ += packet(kAcknowledge, acknowledged);
      at += 2;
    }
    listener_.heard(member_, body.size() - at);
  }

  std::uint16_t next_packet() { return packet_ = static_cast<std::uint16_t>(packet_ % 65'535 + 1); }

  const MqttFleet fleet_;
  const std::size_t member_;
  Listener& listener_;
  std::string unread_;
  std::string reply_;
  std::uint64_t published_{0};
  std::uint16_t packet_{0};
};

}  // namespace

SpeakerFactory make_mqtt_speakers(const MqttFleet& fleet) {
  return [fleet](std::size_t member, Listener& listener) {
    return std::make_unique<MqttSpeaker>(fleet, member, listener);
  };
}

}  // namespace tandem::bench
