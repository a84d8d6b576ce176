#include "sync/admin/person_secrets.h"

#include <algorithm>
#include <thread>

#include "platform/device/credentials.h"

namespace tandem::sync {
namespace {

constexpr unsigned kHashingThreads = 4;

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

// What is stored when it fits the PIN, a new one otherwise.
platform::Result<std::string> hash_of(const std::string& pin, const std::string& stored, const PinHasher& hash) {
  if (!stored.empty() && platform::pin_matches(stored, pin)) return stored;
  return hash(pin);
}

// The rows that have no hash yet, with what is stored of their people.
Rows<PersonRow> still_to_hash(const Rows<PersonRow>& rows, const std::vector<calendar::Person>& people) {
  Rows<PersonRow> left{rows.file, {}};
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (!has_new_pin(rows.rows[i]) || !rows.rows[i].pin_hash.empty()) continue;
    left.rows.push_back(rows.rows[i]);
    left.rows.back().pin_hash = people[i].pin_hash;
  }
  return left;
}

}  // namespace

bool has_new_pin(const PersonRow& row) { return row.pin && *row.pin != kRemoveMark; }

void hash_pins(Rows<PersonRow>& rows, unsigned threads, const PinHasher& hash, const std::atomic<bool>& cancelled,
               Problems& problems) {
  std::vector<std::string> errors(rows.rows.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < rows.rows.size() && !cancelled; i = next++) {
      PersonRow& row = rows.rows[i];
      if (!has_new_pin(row)) continue;
      auto hashed = hash_of(*row.pin, row.pin_hash, hash);
      if (hashed) row.pin_hash = *std::move(hashed);
      if (!hashed) errors[i] = hashed.error().message;
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(work);
    work();
  }
  for (std::size_t i = 0; i < errors.size(); ++i) {
    if (!errors[i].empty()) problems.add({rows.file, rows.rows[i].line, "pin", errors[i]});
  }
}

void set_secrets(const Rows<PersonRow>& rows, const std::string& site_key, std::vector<calendar::Person>& people,
                 Problems& problems) {
  Rows<PersonRow> left = still_to_hash(rows, people);
  const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, kHashingThreads);
  hash_pins(left, threads, platform::hash_pin, false, problems);
  std::size_t hashed = 0;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const PersonRow& row = rows.rows[i];
    const std::string badge_error = row.badge ? set_badge(*row.badge, site_key, people[i]) : std::string();
    if (!badge_error.empty()) problems.add({rows.file, row.line, "badge", badge_error});
    if (!row.pin) continue;
    if (!has_new_pin(row)) {
      people[i].pin_hash.clear();
    } else {
      people[i].pin_hash = row.pin_hash.empty() ? left.rows[hashed++].pin_hash : row.pin_hash;
    }
  }
}

}  // namespace tandem::sync
