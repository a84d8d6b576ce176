#pragma once
// Steps that tests of a LogStore take: changes and decided commands go into a store and a World alike.

#include <memory>
#include <string>
#include <vector>

#include "calendar/booking/decide.h"
#include "sync/log/log_store.h"

namespace tandem::tests {

std::unique_ptr<sync::LogStore> open_memory_store();

calendar::BookingAccepted accepted(const std::string& id, const std::string& room, const calendar::Interval& held);

platform::Result<std::uint64_t> try_put(sync::LogStore& store, calendar::World& world,
                                        const std::vector<calendar::Change>& changes);
// The same, and it has to work.
std::uint64_t put(sync::LogStore& store, calendar::World& world, const std::vector<calendar::Change>& changes);

platform::Result<std::uint64_t> try_decide_into(sync::LogStore& store, calendar::World& world,
                                                const calendar::NumberedCommand& command);
void decide_into(sync::LogStore& store, calendar::World& world, const calendar::NumberedCommand& command);

}  // namespace tandem::tests
