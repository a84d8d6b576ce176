#include "tests/simulation/disk.h"

#include <algorithm>
#include <utility>

namespace tandem::tests {

Disk::Disk(std::uint64_t seed) : random_(platform::make_seeded_random(seed)) {}

// --- faults ----------------------------------------------------------------------------------------------------------

void Disk::plan(DiskFault fault, std::uint64_t nth) { planned_ = Planned{fault, operations_ + nth}; }

void Disk::repair() {
  planned_.reset();
  failing_sync_ = 0;
  broken_ = false;
  full_ = false;
}

bool Disk::works(std::uint64_t life) {
  if (off_ || life != life_) return false;
  ++operations_;
  if (!planned_ || operations_ < planned_->at) return !broken_;
  const DiskFault fault = planned_->fault;
  planned_.reset();
  switch (fault) {
    case DiskFault::Once: return false;
    case DiskFault::ForGood: broken_ = true; return false;
    case DiskFault::Full: full_ = true; return !broken_;
    case DiskFault::Kill: kill(); return false;
    case DiskFault::PowerCut: cut_power(); return false;
  }
  return false;
}

void Disk::end() {
  ++life_;
  off_ = true;
  planned_.reset();
  if (on_end) on_end();
}

void Disk::kill() {
  if (!off_) end();
}

void Disk::cut_power() {
  if (off_) return;
  if (random_->below(2) == 0) durable_names_ = names_;  // the folder is written as a whole
  names_ = durable_names_;
  for (const auto& [name, file] : names_) {
    keep_some(*file);
    file->cache = file->durable;
    file->dirty.clear();
    file->resized = false;
  }
  end();
}

void Disk::keep(File& file, std::size_t sector) {
  const std::size_t start = sector * kSector;
  if (start >= file.cache.size()) return;
  const std::string_view bytes = std::string_view{file.cache}.substr(start, kSector);
  if (file.durable.size() < start + bytes.size()) file.durable.resize(start + bytes.size(), '\0');
  std::ranges::copy(bytes, file.durable.begin() + static_cast<std::ptrdiff_t>(start));
}

// None, all, or a coin for each.
void Disk::keep_some(File& file) {
  const std::uint64_t of_three = random_->below(3);
  if (file.resized && of_three != 0 && file.cache.size() < file.durable.size()) file.durable.resize(file.cache.size());
  for (const std::size_t sector : file.dirty) {
    const bool kept = of_three == 2 || (of_three == 1 && random_->below(2) == 0);
    if (kept) keep(file, sector);
  }
}

void Disk::sync_in_vain(File& file) {
  keep_some(file);
  if (failed_sync == FailedSync::Forgets) forget_unwritten(file);
  file.dirty.clear();
}

void Disk::forget_unwritten(File& file) {
  for (const std::size_t sector : file.dirty) {
    const std::size_t start = sector * kSector;
    std::string before = start < file.durable.size() ? file.durable.substr(start, kSector) : std::string{};
    before.resize(std::min(kSector, file.cache.size() - std::min(start, file.cache.size())), '\0');
    std::ranges::copy(before, file.cache.begin() + static_cast<std::ptrdiff_t>(std::min(start, file.cache.size())));
  }
}

Disk::Image Disk::image() const {
  Image image;
  for (const auto& [name, file] : names_) image[name] = file->cache;
  return image;
}

void Disk::restore(const Image& image) {
  names_.clear();
  for (const auto& [name, bytes] : image) names_[name] = std::make_shared<File>(File{bytes, bytes, {}, false});
  durable_names_ = names_;
}

// --- the file system -------------------------------------------------------------------------------------------------

Disk::Result Disk::open(const std::string& name, bool create, Handle& handle) {
  if (!works(life_)) return Result::Failed;
  auto found = names_.find(name);
  if (found == names_.end()) {
    if (!create) return Result::Failed;
    if (full_) return Result::Full;
    found = names_.emplace(name, std::make_shared<File>()).first;
  }
  handle = {found->second, life_};
  return Result::Done;
}

Disk::Result Disk::read(const Handle& handle, std::size_t offset, std::span<char> into, bool& whole) {
  if (!works(handle.life)) return Result::Failed;
  const std::string& cache = handle.file->cache;
  const std::size_t there = offset >= cache.size() ? 0 : std::min(into.size(), cache.size() - offset);
  std::ranges::fill(into, '\0');
  std::copy_n(cache.begin() + static_cast<std::ptrdiff_t>(std::min(offset, cache.size())), there, into.begin());
  whole = there == into.size();
  return Result::Done;
}

void Disk::put(File& file, std::size_t offset, std::string_view bytes) {
  if (bytes.empty()) return;
  const std::size_t end = offset + bytes.size();
  const std::size_t from = std::min(offset, file.cache.size());  // a gap is written too
  if (file.cache.size() < end) file.cache.resize(end, '\0');
  std::ranges::copy(bytes, file.cache.begin() + static_cast<std::ptrdiff_t>(offset));
  for (std::size_t sector = from / kSector; sector <= (end - 1) / kSector; ++sector) file.dirty.insert(sector);
}

Disk::Result Disk::write(const Handle& handle, std::size_t offset, std::string_view bytes) {
  if (!works(handle.life)) {
    // A part of it may have got there.
    if (handle.life == life_ && !off_) put(*handle.file, offset, bytes.substr(0, random_->below(bytes.size())));
    return Result::Failed;
  }
  if (no_room(*handle.file, offset + bytes.size())) return Result::Full;
  put(*handle.file, offset, bytes);
  return Result::Done;
}

Disk::Result Disk::truncate(const Handle& handle, std::size_t size) {
  if (!works(handle.life)) return Result::Failed;
  File& file = *handle.file;
  if (no_room(file, size)) return Result::Full;
  file.cache.resize(size, '\0');
  file.dirty.erase(file.dirty.lower_bound((size + kSector - 1) / kSector), file.dirty.end());
  file.resized = true;
  return Result::Done;
}

Disk::Result Disk::sync(const Handle& handle) {
  File& file = *handle.file;
  const bool fails = ++syncs_ == failing_sync_;
  if (!works(handle.life) || fails) {
    if (handle.life == life_ && !off_) sync_in_vain(file);
    return Result::Failed;
  }
  if (lies) return Result::Done;
  if (file.resized) file.durable.resize(file.cache.size(), '\0');
  for (const std::size_t sector : file.dirty) keep(file, sector);
  file.dirty.clear();
  file.resized = false;
  durable_names_ = names_;
  return Result::Done;
}

Disk::Result Disk::size(const Handle& handle, std::size_t& bytes) {
  if (!works(handle.life)) return Result::Failed;
  bytes = handle.file->cache.size();
  return Result::Done;
}

Disk::Result Disk::remove(const std::string& name, bool sync_folder) {
  if (!works(life_)) return Result::Failed;
  names_.erase(name);
  if (sync_folder) durable_names_ = names_;
  return Result::Done;
}

Disk::Result Disk::exists(const std::string& name, bool& found) {
  if (!works(life_)) return Result::Failed;
  const auto file = names_.find(name);
  found = file != names_.end() && !file->second->cache.empty();
  return Result::Done;
}

Disk::Result Disk::lock(const Handle& handle) { return works(handle.life) ? Result::Done : Result::Failed; }

}  // namespace tandem::tests
