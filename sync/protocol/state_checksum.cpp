#include "sync/protocol/state_checksum.h"

#include "platform/device/short_hash.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {
namespace {

void blur(std::optional<calendar::Instant>& arrived) {
  if (arrived) arrived = calendar::Instant{};
}

std::uint64_t hash_of(calendar::Change fact) {
  if (auto* accepted = std::get_if<calendar::BookingAccepted>(&fact)) blur(accepted->booking.first_check_in);
  if (auto* planned = std::get_if<calendar::SessionPlanned>(&fact)) {
    blur(planned->session.mentor_arrived);
    blur(planned->session.mentee_arrived);
  }
  return platform::short_hash(encode_change(fact));
}

std::uint64_t sum_of(const std::vector<calendar::FactNow>& facts) {
  std::uint64_t sum = 0;
  for (const calendar::FactNow& now : facts) {
    if (now.fact) sum += hash_of(*now.fact);
  }
  return sum;
}

}  // namespace

StateChecksum::StateChecksum() : StateChecksum(calendar::World{}) {}

StateChecksum::StateChecksum(const calendar::World& world) {
  for (const calendar::Change& fact : calendar::facts_of(world)) sum_ += hash_of(fact);
}

std::vector<calendar::FactNow> StateChecksum::apply(calendar::World& world, const calendar::Change& change) {
  auto touched = calendar::facts_touched(world, change);
  sum_ -= sum_of(touched);
  calendar::apply(world, change);
  // What goes away by being forgotten can only be named before.
  if (!std::holds_alternative<calendar::PastForgotten>(change)) touched = calendar::facts_touched(world, change);
  for (calendar::FactNow& now : touched) {
    if (std::holds_alternative<calendar::PastForgotten>(change)) now = calendar::fact_now(world, now.key);
  }
  sum_ += sum_of(touched);
  return touched;
}

}  // namespace tandem::sync
