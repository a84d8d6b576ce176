// The audit log in both stores: in order, never changed, and a chain that tells when somebody tried.

#include "sync/log/audit.h"

#include <gtest/gtest.h>

#include "platform/sqlite/database.h"
#include "sync/log/log_store.h"
#include "sync/log/queries.h"
#include "tests/sync/log/store_place.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using sync::AuditKind;
using sync::AuditRecord;

AuditRecord record(const std::string& about, AuditKind what = AuditKind::Enrolled) {
  return {0, at(9), what, "administrator", "192.0.2.7", about, "done", ""};
}

TEST(AuditHash, DependsOnEveryFieldAndOnWhatCameBefore) {
  const AuditRecord one = record("device k1");
  const std::string hash = sync::audit_hash("", one);
  EXPECT_NE(hash, sync::audit_hash("x", one));
  for (std::string AuditRecord::*field :
       {&AuditRecord::actor, &AuditRecord::address, &AuditRecord::about, &AuditRecord::outcome}) {
    AuditRecord other = one;
    other.*field += "!";
    EXPECT_NE(hash, sync::audit_hash("", other));
  }
  AuditRecord later = one;
  later.at += std::chrono::seconds{1};
  EXPECT_NE(hash, sync::audit_hash("", later));
}

TEST(AuditHash, FieldsCannotRunIntoOneAnother) {
  AuditRecord one = record("ab");
  AuditRecord two = record("b");
  one.outcome = "c";
  two.outcome = "c";
  one.address = "";
  two.address = "a";
  EXPECT_NE(sync::audit_hash("", one), sync::audit_hash("", two));
}

class AnyAudit : public testing::TestWithParam<StoreKind> {
 protected:
  AnyAudit() {
    auto opened = place->open();
    EXPECT_TRUE(opened.has_value());
    store = std::move(*opened);
  }
  void add(int count) {
    for (int i = 0; i < count; ++i) ASSERT_TRUE(sync::record_audit(*store, record("device k" + std::to_string(i))));
  }
  sync::AuditChain chain() { return sync::verify_audit(*store).value(); }

  std::unique_ptr<StorePlace> place = GetParam().make_place();
  std::unique_ptr<sync::LogStore> store;
};

INSTANTIATE_TEST_SUITE_P(Stores, AnyAudit, testing::ValuesIn(store_kinds()),
                         [](const auto& kind) { return kind.param.name; });

TEST_P(AnyAudit, RecordsComeBackInOrderAndFollowFromOneAnother) {
  add(3);
  const auto records = *store->audit_after(0, 10);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[2].sequence, 3U);
  EXPECT_EQ(records[2].about, "device k2");
  EXPECT_EQ(records[2].at, at(9));
  EXPECT_EQ(records[2].what, AuditKind::Enrolled);
  EXPECT_EQ(store->audit_after(2, 10)->size(), 1U);
  EXPECT_EQ(chain().records, 3U);
  EXPECT_EQ(chain().last_hash, records[2].hash);
  EXPECT_FALSE(chain().broken_at);
}

TEST_P(AnyAudit, AnEmptyOneIsWhole) {
  EXPECT_EQ(chain().records, 0U);
  EXPECT_FALSE(chain().broken_at);
}

TEST_P(AnyAudit, ALongTextIsCutBetweenCharacters) {
  std::string words;
  while (words.size() < 500) words += "\u00e9";
  ASSERT_TRUE(sync::record_audit(*store, record("x" + words)));
  const auto about = store->last_audit().value()->about;
  EXPECT_EQ(about.size(), sync::kMaxAuditText - 1);
  EXPECT_FALSE(chain().broken_at);
}

TEST_P(AnyAudit, ARecordOutOfOrderIsRefusedByTheDatabase) {
  add(1);
  AuditRecord again = *store->last_audit().value();
  EXPECT_FALSE(store->transaction([&] { return store->put_audit(again); }));
  again.sequence = 3;
  EXPECT_FALSE(store->transaction([&] { return store->put_audit(again); }));
  EXPECT_EQ(chain().records, 1U);
}

// Whoever has the file can drop the triggers; the chain tells.
class EditedAudit : public testing::Test {
 protected:
  static void fill(platform::Database& database) {
    ASSERT_TRUE(database.migrate(sync::queries::kSchema));
    std::string before;
    for (int i = 1; i <= 3; ++i) {
      AuditRecord one = record("device k" + std::to_string(i));
      one.sequence = static_cast<std::uint64_t>(i);
      before = one.hash = sync::audit_hash(before, one);
      ASSERT_TRUE(database.execute("INSERT INTO audit VALUES (" + std::to_string(i) + ", " +
                                   std::to_string(one.at.time_since_epoch().count()) + ", 1, '" + one.actor + "', '" +
                                   one.address + "', '" + one.about + "', 'done', '" + one.hash + "')"));
    }
  }
};

TEST_F(EditedAudit, IsRefusedByTheDatabaseWhoeverTypesIt) {
  platform::Database database = *platform::Database::in_memory();
  fill(database);
  const auto run = [&](const char* sql) { return database.execute(sql).has_value(); };
  EXPECT_FALSE(run("UPDATE audit SET about = 'device k9' WHERE sequence = 2"));
  EXPECT_FALSE(run("DELETE FROM audit WHERE sequence = 2"));
  EXPECT_FALSE(run("DELETE FROM audit"));
  EXPECT_FALSE(run("INSERT OR REPLACE INTO audit VALUES (2, 0, 1, '', '', '', '', '')"));
  EXPECT_FALSE(run("INSERT INTO audit VALUES (9, 0, 1, '', '', '', '', '')"));
}

TEST_F(EditedAudit, WithoutTriggersIsFoundByTheChain) {
  const ScratchFolder folder;
  for (const char* edit :
       {"UPDATE audit SET about = 'device k9' WHERE sequence = 2", "DELETE FROM audit WHERE sequence = 2"}) {
    const auto file = folder / "edited.sqlite";
    std::filesystem::remove(file);
    {
      auto edited = platform::Database::open(file);
      ASSERT_TRUE(edited);
      fill(*edited);
      ASSERT_TRUE(edited->execute("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted;"));
      ASSERT_TRUE(edited->execute(edit));
    }
    const auto store = sync::open_log_store(file);
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_EQ(sync::verify_audit(**store)->broken_at, 2U) << edit;
  }
}

}  // namespace
}  // namespace tandem::tests
