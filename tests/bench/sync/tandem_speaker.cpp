// A kiosk as the server sees one: upgrade, Hello, Ack of what came, a heartbeat every ten seconds. Frames that many
// kiosks hear alike are decoded once for all of them.

#include <openssl/pem.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

#include "platform/net/frame_reader.h"
#include "platform/net/http_text.h"
#include "platform/net/listener.h"
#include "sync/protocol/codec.h"
#include "tests/bench/sync/speaker.h"

namespace tandem::bench {
namespace {

constexpr std::size_t kFramesRemembered = 64;
constexpr int kQuartersADay = 28;  // 9:00 to 16:00 UTC

// What a frame of entries or a snapshot's part says to a member that only follows.
struct Followed {
  std::uint64_t first{0};  // entries; 0 for a part of a snapshot
  std::uint64_t last{0};   // where the member is then; 0 in the middle of a snapshot
  bool refused{false};     // the verdict, if there is one, says no
};

struct FreeOpenssl {
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(BIO* bio) const { BIO_free(bio); }
};
struct Identity {
  std::string device;
  std::unique_ptr<X509, FreeOpenssl> certificate;
  std::unique_ptr<EVP_PKEY, FreeOpenssl> key;
};

Identity identity_of(const std::string& device, std::string certificate, std::string key) {
  const auto memory = [](std::string& line) {
    std::ranges::replace(line, '|', '\n');
    return std::unique_ptr<BIO, FreeOpenssl>(BIO_new_mem_buf(line.data(), static_cast<int>(line.size())));
  };
  Identity identity;
  identity.device = device;
  identity.certificate.reset(PEM_read_bio_X509(memory(certificate).get(), nullptr, nullptr, nullptr));
  identity.key.reset(PEM_read_bio_PrivateKey(memory(key).get(), nullptr, nullptr, nullptr));
  if (!identity.certificate || !identity.key) std::abort();
  return identity;
}

struct Shared {
  TandemFleet fleet;
  std::vector<Identity> devices;
  std::vector<std::string> rooms;
  std::map<std::string, Followed, std::less<>> followed;
  std::string epoch;
  std::string scope;
  std::uint64_t acknowledged{0};
  std::string acknowledgement;
  std::size_t asked{0};
};

std::string framed(const sync::Message& message) {
  std::string bytes;
  platform::append_frame(bytes, sync::encode(message));
  return bytes;
}

Followed follow(const sync::Message& message) {
  Followed followed;
  if (const auto* entries = std::get_if<sync::Entries>(&message); entries != nullptr && !entries->entries.empty()) {
    followed.first = entries->entries.front().sequence;
    followed.last = entries->entries.back().sequence;
    for (const auto& entry : entries->entries) {
      followed.refused |= entry.verdict && std::holds_alternative<calendar::Refused>(*entry.verdict);
    }
  } else if (const auto* part = std::get_if<sync::SnapshotPart>(&message); part != nullptr && part->last) {
    followed.last = part->cursor.sequence;
  }
  return followed;
}

class TandemSpeaker final : public Speaker {
 public:
  TandemSpeaker(std::shared_ptr<Shared> shared, std::size_t member, Listener& listener)
      : shared_(std::move(shared)), member_(member), listener_(listener) {}

  void introduce(SSL* ssl) override {
    const Identity& me = shared_->devices[member_];
    SSL_set_tlsext_host_name(ssl, platform::kDeviceServerName);
    SSL_use_certificate(ssl, me.certificate.get());
    SSL_use_PrivateKey(ssl, me.key.get());
  }

  std::string begin() override {
    upgraded_ = current_ = false;
    head_.clear();
    reader_ = platform::FrameReader(platform::kMaxFrame);
    sync::Hello hello;
    hello.device = calendar::DeviceId{shared_->devices[member_].device};
    hello.software = "tandem-bench";
    hello.scope = shared_->scope;
    if (sequence_ != 0) hello.cursor = {shared_->epoch, sequence_};
    return platform::upgrade_request("127.0.0.1") + framed(hello);
  }

  bool hear(std::string_view bytes) override {
    if (!upgraded_) {
      head_.append(bytes);
      const auto head = platform::read_upgrade_answer(head_);
      if (!head) return false;
      if (!*head) return true;
      upgraded_ = true;
      reader_.feed(std::string_view(head_).substr(**head));
      std::string().swap(head_);
    } else {
      reader_.feed(bytes);
    }
    for (;;) {
      auto frame = reader_.next();
      if (!frame) return false;
      if (!*frame) return true;
      if (!take(**frame)) return false;
    }
  }

  std::string take_reply() override { return std::exchange(reply_, {}); }
  std::string heartbeat() override {
    sync::Heartbeat beat;
    beat.sent_at = platform::SystemClock{}.wall();
    return framed(beat);
  }

  std::string change() override {
    const auto n = shared_->asked++;
    const auto slot = static_cast<int>(n / shared_->rooms.size());
    const calendar::Instant first{std::chrono::seconds{shared_->fleet.first_start}};
    // Monday to Friday; the first day is a Monday.
    const int day = slot / kQuartersADay;
    const auto start =
        first + std::chrono::days{day / 5 * 7 + day % 5} + std::chrono::minutes{15} * (slot % kQuartersADay);
    const calendar::BookRoom booking{calendar::RoomId{shared_->rooms[n % shared_->rooms.size()]},
                                     {start, start + std::chrono::minutes{15}},
                                     std::nullopt};
    const auto now = std::chrono::floor<std::chrono::seconds>(platform::SystemClock{}.wall());
    const calendar::DeviceId device{shared_->devices[member_].device};
    return framed(sync::Push{{{{device, ++number_}, now, booking}}});
  }

 private:
  bool take(const std::string& frame) {
    const auto known = shared_->followed.find(frame);
    if (known != shared_->followed.end()) return take(known->second, frame.size());
    const auto message = sync::decode(frame);
    if (!message) return false;
    if (const auto* welcome = std::get_if<sync::Welcome>(&*message)) return take(*welcome);
    if (const auto* denied = std::get_if<sync::Denied>(&*message)) {
      std::fprintf(stderr, "member %zu is denied: %s\n", member_, denied->message.c_str());
      return false;
    }
    // The server's first heartbeat comes when nothing is behind.
    if (std::holds_alternative<sync::Heartbeat>(*message)) {
      if (!std::exchange(current_, true)) listener_.current(member_);
      return true;
    }
    const Followed followed = follow(*message);
    if (shared_->followed.size() == kFramesRemembered) shared_->followed.clear();
    shared_->followed.emplace(frame, followed);
    return take(followed, frame.size());
  }

  bool take(const sync::Welcome& welcome) {
    number_ = std::max(number_, welcome.last_number);
    if (welcome.epoch != shared_->epoch) sequence_ = 0;
    shared_->epoch = welcome.epoch;
    shared_->scope = welcome.scope;
    return true;
  }

  bool take(const Followed& followed, std::size_t bytes) {
    if (followed.last == 0) return true;
    if (followed.refused) std::fprintf(stderr, "member %zu: refused at #%lu\n", member_, followed.last);
    sequence_ = followed.last;
    if (followed.first != 0 && current_) listener_.heard(member_, bytes);
    if (shared_->acknowledged != sequence_) {
      shared_->acknowledgement = framed(sync::Ack{{shared_->epoch, sequence_}});
      shared_->acknowledged = sequence_;
    }
    reply_ += shared_->acknowledgement;
    return true;
  }

  const std::shared_ptr<Shared> shared_;
  const std::size_t member_;
  Listener& listener_;
  bool upgraded_{false};
  bool current_{false};
  std::string head_;
  platform::FrameReader reader_{platform::kMaxFrame};
  std::string reply_;
  std::uint64_t sequence_{0};
  std::uint64_t number_{0};
};

}  // namespace

SpeakerFactory make_tandem_speakers(const TandemFleet& fleet) {
  auto shared = std::make_shared<Shared>();
  shared->fleet = fleet;
  shared->asked = fleet.booked;
  std::ifstream identities(fleet.identities_file);
  for (std::string device, certificate, key; std::getline(identities, device, '\t') &&
                                             std::getline(identities, certificate, '\t') &&
                                             std::getline(identities, key);) {
    shared->devices.push_back(identity_of(device, certificate, key));
  }
  for (std::size_t begin = 0; begin < fleet.rooms.size();) {
    const auto end = std::min(fleet.rooms.find(',', begin), fleet.rooms.size());
    shared->rooms.push_back(fleet.rooms.substr(begin, end - begin));
    begin = end + 1;
  }
  return [shared](std::size_t member, Listener& listener) -> std::unique_ptr<Speaker> {
    if (member >= shared->devices.size()) return nullptr;
    return std::make_unique<TandemSpeaker>(shared, member, listener);
  };
}

}  // namespace tandem::bench
