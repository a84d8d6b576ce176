#include "sync/admin/person_secrets.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "platform/device/credentials.h"

namespace tandem::sync {
namespace {

constexpr unsigned kHashingThreads = 4;

// The stored hash when it fits the PIN, a new one otherwise; an error message when hashing fails.
std::string set_pin(const std::string& pin, calendar::Person& person) {
  if (pin == kRemoveMark) {
    person.pin_hash.clear();
    return {};
  }
  if (!person.pin_hash.empty() && platform::pin_matches(person.pin_hash, pin)) return {};
  platform::Result<std::string> hash = platform::hash_pin(pin);
  if (!hash) return hash.error().message;
  person.pin_hash = *std::move(hash);
  return {};
}

std::string set_badge(const std::string& badge, const std::string& site_key, calendar::Person& person) {
  if (badge == kRemoveMark) {
    person.badge_hash.clear();
    return {};
  }
  platform::Result<std::string> hash = platform::hash_badge(site_key, badge);
  if (!hash) return hash.error().message;
  person.badge_hash = *std::move(hash);
  return {};
}

}  // namespace

void set_secrets(const Rows<PersonRow>& rows, const std::string& site_key, std::vector<calendar::Person>& people,
                 Problems& problems) {
  std::vector<std::string> pin_errors(people.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < people.size(); i = next++) {
      if (rows.rows[i].pin) pin_errors[i] = set_pin(*rows.rows[i].pin, people[i]);
    }
  };
  {
    std::vector<std::jthread> threads;
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, kHashingThreads);
    for (unsigned i = 1; i < count; ++i) threads.emplace_back(work);
    work();
  }
  for (std::size_t i = 0; i < people.size(); ++i) {
    const std::string badge_error =
        rows.rows[i].badge ? set_badge(*rows.rows[i].badge, site_key, people[i]) : std::string();
    if (!badge_error.empty()) problems.add({rows.file, rows.rows[i].line, "badge", badge_error});
    if (!pin_errors[i].empty()) problems.add({rows.file, rows.rows[i].line, "pin", pin_errors[i]});
  }
}

}  // namespace tandem::sync
