#pragma once
// The rows of the sample site, read once for all tests of a fixture; any problem in its files fails the tests.

#include <gtest/gtest.h>

#include <filesystem>

#include "sync/admin/import_plan.h"

namespace tandem::sync {

extern const std::filesystem::path kSampleSite;

class SampleSiteRows : public testing::Test {
 protected:
  static void SetUpTestSuite();
  static SiteRows rows_;
};

}  // namespace tandem::sync
