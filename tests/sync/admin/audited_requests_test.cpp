// What administrators do in matters of security and planning is in the audit log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/certificates/certificates.h"
#include "sync/admin/admin.h"
#include "sync/enrolment/enrolment_code.h"
#include "tests/sync/client/virtual_loop.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using platform::Result;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

// 2026-11-23, a Monday, 08:00 in Paris.
constexpr platform::WallTime kMonday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{7}};

class AuditedRequests : public testing::Test {
 protected:
  AuditedRequests() : core_(*ServerCore::open(loop_, *open_log_store_in_memory())) {
    core_->set_admin_handler(make_admin_handler(*core_));
  }
  bool ask(const json::object& request) {
    const Result<std::string> answer = core_->administer(json::serialize(request), "192.0.2.9");
    return answer && json::parse(*answer).at("ok").as_bool();
  }
  std::vector<AuditRecord> audited(AuditKind what) {
    auto records = core_->store().audit_after(0, kAuditBatch).value();
    std::erase_if(records, [what](const AuditRecord& record) { return record.what != what; });
    return records;
  }

  tests::VirtualLoop loop_{kMonday};
  std::unique_ptr<ServerCore> core_;
};

TEST_F(AuditedRequests, PlanningSaysForWhenAndHowMany) {
  ASSERT_TRUE(ask({{"do", "import"},
                   {"site", "name = \"S\"\nzone = \"UTC\"\n[opening_hours]\nmonday = [\"08:00-19:00\"]\n"},
                   {"people", "id,given_name,family_name\np1,Anna,Berg\np2,Bob,Cole\n"},
                   {"pairs", "id,mentor,mentee,started_on\nb1,p1,p2,2026-01-05\n"},
                   {"rooms", "id,name,floor,seats\nr1,Loire,0,2\n"}}));
  ASSERT_TRUE(ask({{"do", "plan"}, {"dry_run", true}}));
  EXPECT_THAT(audited(AuditKind::Planned), SizeIs(0)) << "a dry run does nothing";
  ASSERT_TRUE(ask({{"do", "plan"}}));
  const auto planned = audited(AuditKind::Planned);
  ASSERT_THAT(planned, SizeIs(1));
  EXPECT_EQ(planned[0].actor, "administrator");
  EXPECT_EQ(planned[0].address, "192.0.2.9");
  EXPECT_EQ(planned[0].about, "sessions of 2026-11-23");
  EXPECT_EQ(planned[0].outcome, "1 planned, 0 not");
}

TEST_F(AuditedRequests, AnotherAuthorityIsWrittenDownWhenItIsMadeAndWhenItSigns) {
  EXPECT_FALSE(ask({{"do", "authority"}, {"what", "rotate"}})) << "there is no next one";
  ASSERT_TRUE(ask({{"do", "authority"}, {"what", "new"}}));
  ASSERT_TRUE(ask({{"do", "authority"}, {"what", "rotate"}}));
  ASSERT_TRUE(ask({{"do", "authority"}, {"what", "show"}}));
  const auto made = audited(AuditKind::AuthorityMade);
  const auto rotated = audited(AuditKind::AuthorityRotated);
  ASSERT_THAT(made, SizeIs(1));
  ASSERT_THAT(rotated, SizeIs(2));
  EXPECT_THAT(rotated[0].outcome, StartsWith("refused: "));
  EXPECT_EQ(rotated[1].outcome, "done");
  EXPECT_THAT(made[0].about, StartsWith("authority "));
  EXPECT_EQ(rotated[1].about, made[0].about) << "the one that was made signs now";
}

TEST_F(AuditedRequests, ADeviceThatIsDenied) {
  const std::string key = platform::make_private_key().value();
  EnrolmentRequest wants;
  wants.certificate_request = platform::make_certificate_request(key, "somebody").value();
  wants.proof = std::string(kMaxProof, '0');
  platform::HttpRequest request{"POST", kRequestPath, {}, encode_enrolment_request(wants), "192.0.2.66:4711", {}};
  ASSERT_EQ((*core_->authority())->answer(request, core_->now()).status, 200U);
  const std::string fingerprint = (*core_->authority())->waiting(core_->now())->front().fingerprint;
  ASSERT_TRUE(ask({{"do", "deny_device"}, {"device", fingerprint.substr(0, 12)}}));
  const auto denied = audited(AuditKind::EnrolmentDenied);
  ASSERT_THAT(denied, SizeIs(1));
  EXPECT_EQ(denied[0].about, "request " + shown_fingerprint(fingerprint));
  EXPECT_EQ(denied[0].address, "192.0.2.9") << "where the administrator is";
}

// A weekly series whose first time is leased to the door of its room.
TEST(SeriesBesideADoor, IsBookedOnceTheDoorHasGivenItsMinutesUp) {
  tests::CoreOnALoop core;
  core->set_later_handler(make_later_handler(*core));
  auto door = core.door("door-1", "r1");
  door.connect();
  core.loop.run();
  const json::object request{{"do", "book_series"},
                             {"room", "r1"},
                             {"start", "2026-03-02T09:05"},
                             {"minutes", 15},
                             {"rule", "FREQ=WEEKLY;COUNT=2"}};
  std::string answer;
  ASSERT_TRUE(core->administer_later(json::serialize(request), "192.0.2.9", [&](const auto& said) { answer = *said; }));
  core.loop.run();
  EXPECT_EQ(answer, "") << "the door is asked";
  door.push(1, calendar::GiveUpLease{calendar::RoomId{"r1"}});
  core.loop.run();
  EXPECT_EQ(json::parse(answer).at("booked").as_array().size(), 2U) << answer;
  const auto last = core->store().audit_after(0, kAuditBatch)->back();
  EXPECT_EQ(last.what, AuditKind::LeaseRecalled);
  EXPECT_EQ(last.address, "192.0.2.9");
}

}  // namespace
}  // namespace tandem::sync
