// PINs of an import are hashed beside a core that goes on deciding.
#include "sync/admin/import_job.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <future>

#include "platform/net/asio_loop.h"
#include "tests/sync/small_site.h"

namespace tandem::sync {
namespace {

namespace json = boost::json;
using calendar::PersonId;
using platform::ErrorKind;
using platform::Result;
using testing::HasSubstr;

const json::object kImport{{"do", "import"},
                           {"people", "id,given_name,family_name,pin\np1,Anna,Berg,1001\np2,Bob,Cole,1002\n"}};

// A core on a real loop, and a hasher that waits until it is let go.
class ImportBesideCommits : public testing::Test {
 protected:
  ImportBesideCommits() : core(*ServerCore::open(*loop, *open_log_store_in_memory())) {
    EXPECT_TRUE(core->commit_changes(tests::small_site_facts()));
    job.emplace(*core, [this](const std::string& pin) -> Result<std::string> {
      go.wait();
      if (pin == "9999") return platform::fail(ErrorKind::Unavailable, "no memory to hash it");
      return "hash of " + pin;
    });
  }
  ~ImportBesideCommits() override { release(); }
  void release() {
    if (!std::exchange(released, true)) let_go.set_value();
  }
  void begin(const json::object& request) {
    job->begin(request, [this](const Result<std::string>& said) {
      answers.push_back(said ? *said : said.error().message);
      if (answers.size() == expected) loop->stop();
    });
  }
  std::string pin_hash(const char* person) { return core->world().people.at(PersonId{person}).pin_hash; }
  std::vector<AuditRecord> audit() { return core->store().audit_after(0, kAuditBatch).value(); }

  std::unique_ptr<platform::AsioLoop> loop{platform::make_asio_loop()};
  std::unique_ptr<ServerCore> core;
  bool released{false};
  std::promise<void> let_go;
  std::shared_future<void> go{let_go.get_future()};
  std::vector<std::string> answers;
  std::size_t expected{1};  // then the loop stops
  std::optional<ImportJob> job;
};

TEST_F(ImportBesideCommits, ACheckInIsDecidedWhilePinsAreHashed) {
  begin(kImport);
  bool decided = false;
  const auto start = core->now();
  core->submit(
      tests::numbered("k1", 1, tests::book("r1", {start, start + std::chrono::minutes{30}}), start), [&](const auto&) {
        core->submit(
            tests::numbered("k1", 2, calendar::CheckIn{tests::booking_of("k1", 1), std::nullopt, start}, start),
            [&](const auto& result) {
              decided = result.has_value();
              EXPECT_TRUE(answers.empty());
              EXPECT_TRUE(core->world().people.empty()) << "nothing of the import is there yet";
              release();
            });
      });
  loop->run();
  EXPECT_TRUE(decided);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_THAT(answers[0], HasSubstr(R"("ok":true)"));
  EXPECT_EQ(pin_hash("p1"), "hash of 1001");
  EXPECT_EQ(pin_hash("p2"), "hash of 1002");
  EXPECT_EQ(audit().back().what, AuditKind::Imported);
}

TEST_F(ImportBesideCommits, ASecondOneIsToldToComeLater) {
  expected = 2;
  begin(kImport);
  begin(kImport);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_THAT(answers[0], HasSubstr("try again"));
  release();
  loop->run();
  EXPECT_EQ(answers.size(), 2U);
}

TEST_F(ImportBesideCommits, WhatChangedMeanwhileIsWhatItIsComparedWith) {
  begin(kImport);
  calendar::Person anna;
  anna.id = PersonId{"p1"};
  anna.given_name = "Anne";
  anna.badge_hash = "given meanwhile";
  ASSERT_TRUE(core->commit_changes({calendar::PersonPut{anna}}));
  release();
  loop->run();
  EXPECT_EQ(core->world().people.at(PersonId{"p1"}).given_name, "Anna");
  EXPECT_EQ(core->world().people.at(PersonId{"p1"}).badge_hash, "given meanwhile");
}

TEST_F(ImportBesideCommits, APinThatCannotBeHashedImportsNothing) {
  begin({{"do", "import"}, {"people", "id,given_name,family_name,pin\np1,Anna,Berg,9999\np2,Bob,Cole,1002\n"}});
  release();
  loop->run();
  EXPECT_THAT(answers.at(0), HasSubstr("people.csv:2:pin: no memory to hash it"));
  EXPECT_TRUE(core->world().people.empty());
}

TEST_F(ImportBesideCommits, WithoutPinsItIsAnsweredAtOnce) {
  begin({{"do", "import"}, {"rooms", "id,name,floor,seats\nr9,Nine,0,2\n"}});
  EXPECT_EQ(answers.size(), 1U);
  EXPECT_TRUE(core->world().rooms.contains(calendar::RoomId{"r9"}));
}

TEST_F(ImportBesideCommits, AStopInTheMiddleImportsNothingAndTellsNobody) {
  begin(kImport);
  release();
  job.reset();
  loop->post([this] { loop->stop(); });
  loop->run();
  EXPECT_TRUE(answers.empty());
  EXPECT_TRUE(core->world().people.empty());
}

}  // namespace
}  // namespace tandem::sync
