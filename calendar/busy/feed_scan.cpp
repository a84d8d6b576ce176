#include "calendar/busy/feed_scan.h"

#include <algorithm>
#include <limits>

#include "calendar/ics/feed_part.h"
#include "calendar/ics/plain_stamp.h"
#include "calendar/ics/write.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

// Feeds keep their order, so the next component is nearly always the next stored one, or a few were taken out.
constexpr std::uint32_t kLookAhead = 8;
// That many are rather parsed again than looked for everywhere, which takes an index of everything stored.
constexpr std::size_t kMissesBeforeIndex = 8;

}  // namespace

// Who owns the feed decides what an answer to an invitation means, so another owner reads another text.
FeedScanner::FeedScanner(const StoredFeedState& stored, std::string owner)
    : stored_(stored), owner_(std::move(owner)), seed_(hash_of(owner_)) {
  scan_.kept.resize(stored_.events.size());
  scan_.seen.reserve(stored_.events.size());
}

platform::Status FeedScanner::within_limits() const {
  if (scan_.seen.size() + scan_.parts.size() > kMaxFeedEvents) {
    return fail(ErrorKind::TooLarge, "the calendar has more than " + std::to_string(kMaxFeedEvents) + " events");
  }
  if (scan_.zones > kMaxFeedZones) {
    return fail(ErrorKind::TooLarge, "the calendar has more than " + std::to_string(kMaxFeedZones) + " time zones");
  }
  if (scan_.working_hours > kMaxFeedWorkingHours) {
    return fail(ErrorKind::TooLarge,
                "the calendar has more than " + std::to_string(kMaxFeedWorkingHours) + " working hours");
  }
  return {};
}

void FeedScanner::take(const Component& component) {
  ++scan_.work.scanned;
  Fingerprint fingerprint = fingerprint_of(component.text, seed_);
  if (!component.defect.empty()) fingerprint.high ^= hash_of(component.defect);
  component.kind == Component::Kind::Event ? take_event(component, fingerprint) : take_part(component, fingerprint);
}

void FeedScanner::take_event(const Component& component, const Fingerprint& fingerprint) {
  const auto known = find(fingerprint);
  if (!known) return read_event(component, fingerprint);
  if (const RawMark mark = mark_of(component.raw); mark.size != 0) scan_.raw.emplace_back(*known, mark);
  see(*known, component.line, component.stamp.value_or(stored_.events[*known].stamp));
}

// The next event is expected to be the next stored one, byte by byte but for its stamp.
KnownBytes FeedScanner::skip(std::string_view rest, std::size_t line) {
  if (expected_ >= stored_.events.size() || scan_.kept[expected_]) return {};
  const StoredEvent& event = stored_.events[expected_];
  const auto [hash, size, lines, stamp_offset] = event.raw;
  if (size == 0 || size > rest.size()) return {};
  const std::size_t hole = stamp_offset == 0 ? 0 : kStampValueLength;
  if (hash_around(rest.substr(0, size), stamp_offset, hole, seed_) != hash) return {};
  std::optional<Instant> stamp = event.stamp;
  if (hole != 0)
    stamp = plain_stamp(rest.substr(stamp_offset - kStampNameLength, kStampNameLength + kStampValueLength));
  if (!stamp) return {};
  ++scan_.work.scanned;
  see(expected_, line, *stamp);
  return {size, lines};
}

RawMark FeedScanner::mark_of(const RawComponent& raw) const {
  constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();
  if (raw.bytes.empty() || raw.bytes.size() > kMost || raw.lines > kMost) return {};
  const std::size_t hole = raw.stamp_offset == 0 ? 0 : kStampValueLength;
  return {hash_around(raw.bytes, raw.stamp_offset, hole, seed_), static_cast<std::uint16_t>(raw.bytes.size()),
          static_cast<std::uint16_t>(raw.lines), static_cast<std::uint16_t>(raw.stamp_offset)};
}

// A stored event once more.
void FeedScanner::see(std::uint32_t place, std::size_t line, Instant stamp) {
  scan_.reordered = scan_.reordered || place < expected_ || stamp != stored_.events[place].stamp;
  scan_.kept[place] = true;
  expected_ = place + 1;
  scan_.seen.push_back({place, static_cast<std::uint32_t>(line), stamp});
}

void FeedScanner::read_event(const Component& component, const Fingerprint& fingerprint) {
  ++scan_.work.parsed;
  read_.events.clear();
  read_.problems.clear();
  read_into(read_, component, owner_);
  const auto place = static_cast<std::uint32_t>(scan_.fresh.size());
  StoredEvent& stored = scan_.fresh.emplace_back();
  stored.fingerprint = fingerprint;
  stored.raw = mark_of(component.raw);
  for (const Event& event : read_.events) {
    if (event.uid.ends_with(kOwnUidSuffix)) break;
    stored.series = event.uid.empty() ? fingerprint.low : hash_of(event.uid);
    stored.stamp = event.stamp.value_or(Instant{});
    stored.sequence = event.sequence;
    stored.packed = pack(event);
  }
  for (const FeedProblem& problem : read_.problems) {
    if (scan_.problems.size() >= kMaxStoredProblems) break;
    scan_.problems.push_back({static_cast<std::uint32_t>(scan_.seen.size()), problem});
  }
  scan_.seen.push_back({place | SeenEvent::kFresh, static_cast<std::uint32_t>(component.line), stored.stamp});
}

void FeedScanner::take_part(const Component& component, Fingerprint fingerprint) {
  // Which of two working hours with one UID hold hangs on their stamps, too.
  const bool stamp_counts = component.kind == Component::Kind::WorkingHours && component.stamp;
  if (stamp_counts) fingerprint.high ^= static_cast<std::uint64_t>(component.stamp->time_since_epoch().count());
  const auto& parts = stored_.frame.parts;
  const auto known =
      std::find_if(parts.begin(), parts.end(), [&](const StoredPart& part) { return part.fingerprint == fingerprint; });
  std::shared_ptr<const Feed> read;
  if (known != parts.end()) {
    read = known->read;
  } else {
    ++scan_.work.parsed;
    auto fresh = std::make_shared<Feed>();
    read_into(*fresh, component, owner_);
    read = std::move(fresh);
  }
  scan_.zones += read->zones.size();
  scan_.working_hours += read->working_hours.size();
  scan_.parts.push_back({fingerprint, component.line, std::move(read)});
}

std::optional<std::uint32_t> FeedScanner::find(const Fingerprint& fingerprint) {
  if (stored_.events.empty()) return std::nullopt;
  if (const auto near = find_near(fingerprint)) return near;
  if (!indexed_ && ++misses_ <= kMissesBeforeIndex) return std::nullopt;
  return find_anywhere(fingerprint);
}

std::optional<std::uint32_t> FeedScanner::find_near(const Fingerprint& fingerprint) const {
  const auto end = std::min(static_cast<std::uint32_t>(stored_.events.size()), expected_ + kLookAhead);
  for (std::uint32_t place = expected_; place < end; ++place) {
    if (stored_.events[place].fingerprint == fingerprint && !scan_.kept[place]) return place;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> FeedScanner::find_anywhere(const Fingerprint& fingerprint) {
  if (!indexed_) {
    indexed_ = true;
    index_.reserve(stored_.events.size());
    for (std::uint32_t place = 0; place < stored_.events.size(); ++place) {
      if (!scan_.kept[place]) index_.emplace(stored_.events[place].fingerprint, place);
    }
  }
  // Each is met once at most: what was kept meanwhile leaves the index here.
  for (auto known = index_.find(fingerprint); known != index_.end(); known = index_.find(fingerprint)) {
    const std::uint32_t place = known->second;
    index_.erase(known);
    if (!scan_.kept[place]) return place;
  }
  return std::nullopt;
}

}  // namespace tandem::calendar
