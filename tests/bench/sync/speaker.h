#pragma once
// What one member of the measured fleet says and hears: our frames as a kiosk, or MQTT 3.1.1 as a subscriber. Knows
// nothing of sockets.

#include <openssl/ssl.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tandem::bench {

// What a member heard, told to the fleet at once.
class Listener {
 public:
  virtual ~Listener() = default;
  // Connected, subscribed and nothing behind.
  virtual void current(std::size_t member) = 0;
  // One more change of the log, or one more message, of so many bytes.
  virtual void heard(std::size_t member, std::size_t bytes) = 0;
};

class Speaker {
 public:
  virtual ~Speaker() = default;
  // A connection that is not made yet: whom it asks for, and who it says it is.
  virtual void introduce(SSL*) {}
  // A new connection: what to say first.
  [[nodiscard]] virtual std::string begin() = 0;
  // Returns false when the peer says something that ends it.
  [[nodiscard]] virtual bool hear(std::string_view bytes) = 0;
  // What is to be said after what was heard: a greeting at once, an acknowledgement when there is time.
  [[nodiscard]] virtual std::string take_reply() = 0;
  [[nodiscard]] virtual std::string heartbeat() = 0;
  // One change for everybody to hear.
  [[nodiscard]] virtual std::string change() = 0;
};

// Fleet-wide: the same for all members of one kind.
struct TandemFleet {
  std::string identities_file;  // as fleet_enrolment prints them
  std::string rooms;            // ids, separated by commas
  std::int64_t first_start{0};  // 9:00 UTC of a Monday, seconds since 1970
  std::size_t booked{0};        // earlier, by others: the next ones begin behind them
};
struct MqttFleet {
  std::size_t payload{0};  // bytes
  int quality{1};          // of service: 0 or 1
};

using SpeakerFactory = std::function<std::unique_ptr<Speaker>(std::size_t member, Listener& listener)>;
[[nodiscard]] SpeakerFactory make_tandem_speakers(const TandemFleet& fleet);
[[nodiscard]] SpeakerFactory make_mqtt_speakers(const MqttFleet& fleet);

}  // namespace tandem::bench
