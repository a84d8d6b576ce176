#pragma once
// An ordered map whose copies are cheap: entries live in chunks that copies share, and a change copies one chunk. A
// screen's snapshot of 20,000 bookings costs a few hundred pointers. Reads like a std::map; changes go through
// insert_or_assign(), edit() and erase(), which invalidate iterators and pointers into this map, never into its copies.
// Like any value: one thread may change it while others read their own copies.
//
//   before  [chunk a][chunk b ][chunk c]
//   after   [chunk a][chunk b'][chunk c]         a key of b was changed in a copy: a and c are the same objects in both

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace tandem::calendar {

// Entries in a chunk; larger makes copies cheaper and changes dearer.
inline constexpr std::size_t kChunkEntries = 48;

// Names the maps that may change a chunk in place: the one that made it, until it is next copied.
class ChunkOwner {
 public:
  ChunkOwner() : value_(next()) {}
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }
  void renew() const { value_.store(next(), std::memory_order_relaxed); }

 private:
  static std::uint64_t next() {
    static std::atomic<std::uint64_t> last{0};
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
  }
  mutable std::atomic<std::uint64_t> value_;
};

template <class Key, class Value>
class VersionedMap {
 public:
  using key_type = Key;
  using mapped_type = Value;
  using value_type = std::pair<Key, Value>;
  class const_iterator;
  using iterator = const_iterator;

  VersionedMap() = default;
  // From now on neither of the two changes a shared chunk in place.
  VersionedMap(const VersionedMap& other) : chunks_(other.chunks_), size_(other.size_) { other.owner_.renew(); }
  VersionedMap(VersionedMap&& other) noexcept : chunks_(std::move(other.chunks_)), size_(other.size_) { other.clear(); }
  VersionedMap& operator=(VersionedMap other) noexcept {
    chunks_.swap(other.chunks_);
    std::swap(size_, other.size_);
    owner_.renew();
    return *this;
  }
  ~VersionedMap() = default;

  [[nodiscard]] const_iterator begin() const { return {&chunks_, 0, 0}; }
  [[nodiscard]] const_iterator end() const { return {&chunks_, chunks_.size(), 0}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  // The first entry whose key is not less than `key`.
  [[nodiscard]] const_iterator lower_bound(const Key& key) const {
    const Place place = place_of(key);
    if (place.chunk < chunks_.size() && place.index == chunks_[place.chunk]->entries.size()) {
      return {&chunks_, place.chunk + 1, 0};
    }
    return {&chunks_, place.chunk, place.index};
  }
  [[nodiscard]] const_iterator find(const Key& key) const {
    const Place place = place_of(key);
    return place.found ? const_iterator{&chunks_, place.chunk, place.index} : end();
  }
  [[nodiscard]] bool contains(const Key& key) const { return place_of(key).found; }
  [[nodiscard]] std::size_t count(const Key& key) const { return contains(key) ? 1 : 0; }
  // Throws std::out_of_range, as std::map does.
  [[nodiscard]] const Value& at(const Key& key) const {
    const Place place = place_of(key);
    if (!place.found) throw std::out_of_range("VersionedMap::at");
    return chunks_[place.chunk]->entries[place.index].second;
  }

  void insert_or_assign(const Key& key, Value value);
  // For changing the value in place; null when there is none. Valid until the next change.
  [[nodiscard]] Value* edit(const Key& key) {
    const Place place = place_of(key);
    return place.found ? &own(place.chunk).entries[place.index].second : nullptr;
  }
  // How many were erased: 0 or 1.
  std::size_t erase(const Key& key);
  void clear() {
    chunks_.clear();
    size_ = 0;
  }

  friend bool operator==(const VersionedMap& a, const VersionedMap& b) {
    return a.size_ == b.size_ && std::equal(a.begin(), a.end(), b.begin());
  }

 private:
  struct Chunk {
    std::uint64_t owner{0};
    std::vector<value_type> entries;  // sorted, never empty
  };
  using Chunks = std::vector<std::shared_ptr<Chunk>>;
  // Where the key is, or would be inserted.
  struct Place {
    std::size_t chunk{0};
    std::size_t index{0};
    bool found{false};
  };

  [[nodiscard]] Place place_of(const Key& key) const;
  // The chunk, not shared with any copy.
  Chunk& own(std::size_t index);
  void split(std::size_t index);

  Chunks chunks_;
  std::size_t size_{0};
  ChunkOwner owner_;
};

template <class Key, class Value>
class VersionedMap<Key, Value>::const_iterator {
 public:
  using iterator_category = std::bidirectional_iterator_tag;
  using value_type = VersionedMap::value_type;
  using difference_type = std::ptrdiff_t;
  using pointer = const value_type*;
  using reference = const value_type&;

  const_iterator() = default;
  [[nodiscard]] reference operator*() const { return (*chunks_)[chunk_]->entries[index_]; }
  [[nodiscard]] pointer operator->() const { return &**this; }
  const_iterator& operator++() {
    if (++index_ == (*chunks_)[chunk_]->entries.size()) {
      ++chunk_;
      index_ = 0;
    }
    return *this;
  }
  const_iterator& operator--() {
    if (index_ == 0) index_ = (*chunks_)[--chunk_]->entries.size();
    --index_;
    return *this;
  }
  const_iterator operator++(int) {
    const const_iterator before = *this;
    ++*this;
    return before;
  }
  const_iterator operator--(int) {
    const const_iterator before = *this;
    --*this;
    return before;
  }
  bool operator==(const const_iterator&) const = default;

 private:
  friend class VersionedMap;
  const_iterator(const Chunks* chunks, std::size_t chunk, std::size_t index)
      : chunks_(chunks), chunk_(chunk), index_(index) {}

  const Chunks* chunks_{nullptr};
  std::size_t chunk_{0};
  std::size_t index_{0};
};

template <class Key, class Value>
typename VersionedMap<Key, Value>::Place VersionedMap<Key, Value>::place_of(const Key& key) const {
  if (chunks_.empty()) return {};
  const auto starts_after = [](const Key& wanted, const auto& chunk) { return wanted < chunk->entries.front().first; };
  const auto next = std::upper_bound(chunks_.begin(), chunks_.end(), key, starts_after);
  const auto chunk = static_cast<std::size_t>(std::max(next - chunks_.begin() - 1, std::ptrdiff_t{0}));
  const auto& entries = chunks_[chunk]->entries;
  const auto at = std::lower_bound(entries.begin(), entries.end(), key,
                                   [](const value_type& entry, const Key& wanted) { return entry.first < wanted; });
  return {chunk, static_cast<std::size_t>(at - entries.begin()), at != entries.end() && at->first == key};
}

template <class Key, class Value>
typename VersionedMap<Key, Value>::Chunk& VersionedMap<Key, Value>::own(std::size_t index) {
  auto& chunk = chunks_[index];
  if (chunk->owner != owner_.value()) chunk = std::make_shared<Chunk>(Chunk{owner_.value(), chunk->entries});
  return *chunk;
}

// Keys mostly grow, so a full last chunk is left full and a new one begun.
template <class Key, class Value>
void VersionedMap<Key, Value>::split(std::size_t index) {
  auto& entries = chunks_[index]->entries;
  const std::size_t kept = index + 1 == chunks_.size() ? kChunkEntries : kChunkEntries / 2;
  const auto middle = entries.begin() + static_cast<std::ptrdiff_t>(kept);
  auto rest = std::make_shared<Chunk>(
      Chunk{owner_.value(), {std::make_move_iterator(middle), std::make_move_iterator(entries.end())}});
  entries.erase(middle, entries.end());
  chunks_.insert(chunks_.begin() + static_cast<std::ptrdiff_t>(index) + 1, std::move(rest));
}

template <class Key, class Value>
void VersionedMap<Key, Value>::insert_or_assign(const Key& key, Value value) {
  if (chunks_.empty()) chunks_.push_back(std::make_shared<Chunk>(Chunk{owner_.value(), {}}));
  const Place place = chunks_.front()->entries.empty() ? Place{} : place_of(key);
  auto& entries = own(place.chunk).entries;
  if (place.found) {
    entries[place.index].second = std::move(value);
    return;
  }
  entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(place.index), value_type{key, std::move(value)});
  ++size_;
  if (entries.size() > kChunkEntries) split(place.chunk);
}

template <class Key, class Value>
std::size_t VersionedMap<Key, Value>::erase(const Key& key) {
  const Place place = place_of(key);
  if (!place.found) return 0;
  auto& entries = own(place.chunk).entries;
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(place.index));
  if (entries.empty()) chunks_.erase(chunks_.begin() + static_cast<std::ptrdiff_t>(place.chunk));
  --size_;
  return 1;
}

}  // namespace tandem::calendar
