#pragma once
// What a server may take for granted of a log that others can write too. One that has had it to itself for a while
// guesses that it still has: then the head, and each device's last number, are what it left there, and a transaction
// need not ask before it writes. The head's row is checked as the first thing of that one trip; a wrong guess is taken
// back by PostgreSQL and costs the work twice, so each one doubles how long the server has to be alone before the
// next. Private to this room. One thread.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "sync/log/log_store.h"

namespace tandem::sync {

// Transactions in a row that found the head where the one before had left it, before the next one is guessed.
inline constexpr std::uint32_t kAloneBeforeGuessing = 32;
inline constexpr std::uint32_t kMostAloneBeforeGuessing = 65'536;
// Devices whose last numbers are remembered; with one more, all are forgotten and learnt again.
inline constexpr std::size_t kMaxRememberedDevices = 32'768;

class HeadGuess {
 public:
  // What find_commands() would say of `ids` if nobody else has written. Nullopt: that is not likely enough, or it has
  // to be read: a number that was used before, a device not heard of yet.
  [[nodiscard]] std::optional<std::vector<KnownCommand>> known(const std::vector<calendar::CommandId>& ids) const;

  // A transaction met the log as the one before had left it.
  void stood_still();
  // Somebody else wrote, or what became of our own writing is not known.
  void moved();
  // The same, found out by a guess.
  void was_wrong();
  // The highest number decided for the device, as of the head that is known.
  void remember(const calendar::DeviceId& device, std::uint64_t last);

 private:
  std::map<calendar::DeviceId, std::uint64_t> last_numbers_;
  std::uint32_t alone_{0};
  std::uint32_t needed_{kAloneBeforeGuessing};
};

}  // namespace tandem::sync
