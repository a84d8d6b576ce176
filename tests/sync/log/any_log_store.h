#pragma once
// Each test of it runs on every kind of store.

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "sync/log/log_store.h"
#include "tests/sync/log/store_place.h"

namespace tandem::tests {

class AnyLogStore : public testing::TestWithParam<StoreKind> {
 protected:
  AnyLogStore() { reopen(); }

  void reopen() {
    store.reset();
    auto opened = place->open();
    ASSERT_TRUE(opened.has_value()) << opened.error().message;
    store = std::move(*opened);
  }
  [[nodiscard]] std::vector<std::uint64_t> sequences_after(std::uint64_t sequence, std::size_t limit = 100) {
    std::vector<std::uint64_t> found;
    const auto entries = *store->entries_after(sequence, limit);
    for (const auto& entry : entries) found.push_back(entry.sequence);
    return found;
  }

  std::unique_ptr<StorePlace> place = GetParam().make_place();
  std::unique_ptr<sync::LogStore> store;
  calendar::World world;
};

}  // namespace tandem::tests
