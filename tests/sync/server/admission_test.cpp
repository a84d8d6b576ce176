// Who comes or asks too often is told to come later, and the audit log says so once a minute.

#include "sync/server/admission.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sync/log/audit.h"
#include "sync/server/device_session.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

using std::chrono::seconds;
using sync::AuditKind;
using sync::DenialReason;

class Admission : public testing::Test {
 protected:
  std::vector<sync::AuditRecord> audit(AuditKind what) {
    std::vector<sync::AuditRecord> found;
    auto records = core->store().audit_after(0, 1'000).value();
    for (auto& record : records) {
      if (record.what == what) found.push_back(std::move(record));
    }
    return found;
  }
  void limit(const sync::AdmissionLimits& limits) { core->set_limits(limits); }
  static sync::Push push_of(std::uint64_t first, std::size_t count) {
    sync::Push push;
    for (std::uint64_t number = first; number < first + count; ++number) {
      push.commands.push_back(numbered("k1", number, calendar::CheckIn{booking_of("k9", 9), std::nullopt, at(9)}));
    }
    return push;
  }

  CoreOnALoop core;
  TestDevice k1 = core.device("k1");
};

TEST_F(Admission, AWholeOutboxOfAnHonestKioskPasses) {
  k1.connect();
  for (std::uint64_t first = 1; first < 10'000; first += 50) k1.say(push_of(first, 50));
  EXPECT_TRUE(k1.heard<sync::Later>().empty());
  EXPECT_EQ(k1.entries().size(), 10'000U);
}

TEST_F(Admission, TooManyCommandsAreAskedToComeLaterAndThenTaken) {
  sync::AdmissionLimits limits;
  limits.commands = {10, 20};
  limit(limits);
  k1.connect();
  k1.say(push_of(1, 20));
  k1.say(push_of(21, 10));
  ASSERT_EQ(k1.heard<sync::Later>().size(), 1U);
  EXPECT_EQ(k1.heard<sync::Later>()[0].number, 21U);
  EXPECT_EQ(k1.heard<sync::Later>()[0].retry_after, sync::kShedRetryAfter);
  EXPECT_EQ(k1.entries().size(), 20U);
  core.wait(sync::kShedRetryAfter);
  k1.say(push_of(21, 10));
  EXPECT_EQ(k1.entries().size(), 30U);
  EXPECT_FALSE(k1.closed());
}

TEST_F(Admission, AnAddressThatIsRefusedAgainAndAgainIsNotListenedTo) {
  sync::AdmissionLimits limits;
  limits.failures = {0.1, 3};
  limit(limits);
  const auto reason_of = [&](const std::string& token) {
    TestDevice stranger(*core, "k1", token);
    stranger.connect();
    return stranger.denial();
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(reason_of("wrong"), DenialReason::UnknownDevice);
  EXPECT_EQ(reason_of("wrong"), DenialReason::Busy);
  core.wait(seconds{61});
  EXPECT_EQ(reason_of("wrong"), DenialReason::UnknownDevice);
  const auto failed = audit(AuditKind::AuthenticationFailed);
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].actor, "device k1");
  EXPECT_EQ(failed[0].address, "memory");
  EXPECT_EQ(failed[0].outcome, "3 times");
  EXPECT_EQ(audit(AuditKind::LimitHit).size(), 1U);
}

TEST_F(Admission, AnUnknownNameIsNotWrittenDown) {
  TestDevice stranger(*core, "somebody-private", "wrong");
  stranger.connect();
  core.wait(seconds{61});
  ASSERT_EQ(audit(AuditKind::AuthenticationFailed).size(), 1U);
  EXPECT_EQ(audit(AuditKind::AuthenticationFailed)[0].actor, "an unknown device");
}

TEST_F(Admission, WhoConnectsAllTheTimeIsToldThatTheServerIsBusy) {
  sync::AdmissionLimits limits;
  limits.hellos = {1, 2};
  limit(limits);
  for (int i = 0; i < 2; ++i) {
    k1.connect();
    EXPECT_FALSE(k1.closed());
  }
  k1.connect();
  EXPECT_EQ(k1.denial(), DenialReason::Busy);
  core.wait(seconds{1});
  k1.connect();
  EXPECT_FALSE(k1.closed());
}

TEST_F(Admission, WhoAsksForEverythingAllTheTimeIsToldThatTheServerIsBusy) {
  sync::AdmissionLimits limits;
  limits.snapshots = {0.1, 1};
  limit(limits);
  k1.connect();
  EXPECT_EQ(k1.heard<sync::SnapshotPart>().size(), 1U);
  k1.connect();
  EXPECT_EQ(k1.denial(), DenialReason::Busy);
  EXPECT_EQ(core->admission().snapshots.refused(), 1U);
}

TEST(AddressOf, LeavesThePortOut) {
  EXPECT_EQ(sync::address_of("192.0.2.7:41234"), "192.0.2.7");
  EXPECT_EQ(sync::address_of("[2001:db8::1]:41234"), "[2001:db8::1]");
  EXPECT_EQ(sync::address_of("memory"), "memory");
  EXPECT_EQ(sync::address_of(""), "");
}

// --- the audit log of the core --------------------------------------------------------------------------------------

TEST_F(Admission, WhatAnAdministratorDoesIsInTheAuditLogWithWhereFrom) {
  core->set_admin_handler([&](const std::string&) -> platform::Result<std::string> {
    EXPECT_TRUE(core->set_rights(calendar::DeviceId{"k1"}, {{}, calendar::DeviceMode::Door, calendar::RoomId{"r1"}}));
    EXPECT_TRUE(core->revoke(calendar::DeviceId{"k1"}));
    return std::string{};
  });
  ASSERT_TRUE(core->administer("{}", "192.0.2.9"));
  ASSERT_EQ(audit(AuditKind::Enrolled).size(), 1U);
  const auto rights = audit(AuditKind::RightsChanged);
  ASSERT_EQ(rights.size(), 1U);
  EXPECT_EQ(rights[0].actor, "administrator");
  EXPECT_EQ(rights[0].address, "192.0.2.9");
  EXPECT_EQ(rights[0].about, "device k1");
  EXPECT_EQ(rights[0].outcome, "door of r1");
  EXPECT_EQ(audit(AuditKind::Revoked).size(), 1U);
  EXPECT_FALSE(sync::verify_audit(core->store())->broken_at);
}

TEST_F(Admission, ACommandThatADeviceSetAsideIsReportedOnce) {
  k1.connect();
  sync::OutboxAge outbox{0, std::chrono::milliseconds{0}};
  outbox.set_aside = 2;
  outbox.last_set_aside = sync::SetAside{7, sync::SetAsideReason::RowDamaged};
  for (int i = 0; i < 3; ++i) k1.say(sync::Heartbeat{core.loop.clock().wall(), {}, std::nullopt, outbox});
  ASSERT_EQ(audit(AuditKind::CommandSetAside).size(), 1U);
  EXPECT_EQ(audit(AuditKind::CommandSetAside)[0].about, "number 7");
  EXPECT_EQ(audit(AuditKind::CommandSetAside)[0].outcome, "its row is damaged; 2 in all");
}

TEST(AuditTally, IsBounded) {
  sync::AuditTally tally;
  for (int i = 0; i < 10'000; ++i) (void)tally.count(AuditKind::LimitHit, "x", std::to_string(i), "commands");
  const auto records = tally.flush(at(9));
  EXPECT_LE(records.size(), sync::kMostTallies + 1);
  const auto several = [](const sync::AuditRecord& record) { return record.actor == "several"; };
  EXPECT_TRUE(std::ranges::any_of(records, several));
  EXPECT_TRUE(tally.flush(at(9)).empty());
}

}  // namespace
}  // namespace tandem::tests
