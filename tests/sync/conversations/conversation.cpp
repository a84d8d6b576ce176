#include "tests/sync/conversations/conversation.h"

#include <fstream>

#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;

std::string hex_of(const std::string& bytes) {
  constexpr const char* digits = "0123456789abcdef";
  std::string hex;
  for (const char each : bytes) {
    const auto byte = static_cast<unsigned char>(each);
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

}  // namespace

Conversation read_conversation(const std::string& file) {
  Conversation conversation;
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);) {
    if (line == "step") conversation.push_back({Line::Kind::Step, {}});
    if (line == "connection") conversation.push_back({Line::Kind::Connection, {}});
    if (line == "cut") conversation.push_back({Line::Kind::Cut, {}});
    if (line.starts_with("> ")) conversation.push_back({Line::Kind::FromDevice, bytes_of(line.substr(2))});
    if (line.starts_with("< ")) conversation.push_back({Line::Kind::FromServer, bytes_of(line.substr(2))});
  }
  return conversation;
}

void write_conversation(const std::string& file, const Conversation& conversation) {
  std::ofstream out{file};
  for (const Line& line : conversation) {
    switch (line.kind) {
      case Line::Kind::Step: out << "step\n"; break;
      case Line::Kind::Connection: out << "connection\n"; break;
      case Line::Kind::Cut: out << "cut\n"; break;
      case Line::Kind::FromDevice: out << "> " << hex_of(line.frame) << '\n'; break;
      case Line::Kind::FromServer: out << "< " << hex_of(line.frame) << '\n'; break;
    }
  }
}

void RecordedConnection::send(std::string frame) {
  if (!open_) return;
  into_.push_back({kind_, frame});
  loop_.post([self = shared_from_this(), frame = std::move(frame)] {
    if (self->open_ && self->to) self->to(frame);
  });
}

void live(const Morning& morning) {
  morning.step();  // the device has connected for the first time
  morning.wait(25s);
  morning.step();  // somebody else books
  morning.other_device(1, book("r1", from_to(10, 11)));
  morning.wait(1s);
  morning.step();  // the device books
  morning.tap(1, book("r2", {at(9, 10), at(10)}));
  morning.wait(1s);
  morning.step();  // somebody arrives
  morning.tap(2, calendar::CheckIn{booking_of("k1", 1), std::nullopt, at(9)});
  morning.wait(12s);
  morning.step();  // offline, both book the same
  morning.cut();
  morning.tap(3, book("r1", from_to(12, 13)));
  morning.tap(4, book("r2", from_to(12, 13)));
  morning.other_device(2, book("r1", from_to(12, 13)));
  morning.wait(20s);
  morning.step();  // the room is given back
  morning.tap(5, calendar::EndBooking{booking_of("k1", 1), at(9, 2), std::nullopt});
  morning.wait(25s);
}

}  // namespace tandem::tests
