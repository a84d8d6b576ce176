// What tandem-admin does on the store of a stopped server: files in, files out, exit codes, words.
#include "sync/admin/admin_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "tests/sync/scratch_file.h"

namespace tandem::sync {
namespace {

using testing::HasSubstr;
using testing::internal::CaptureStderr;
using testing::internal::CaptureStdout;
using testing::internal::GetCapturedStderr;
using testing::internal::GetCapturedStdout;

class TandemAdmin : public testing::Test {
 protected:
  void SetUp() override { open(); }
  void open() {
    channel_.reset();
    auto opened = open_admin_channel({(folder_ / "data").string(), "", "", "", ""});
    ASSERT_TRUE(opened) << opened.error().message;
    channel_ = *std::move(opened);
  }
  std::string write(const char* name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  std::string read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
  }
  ExitCode import_people(const std::string& text) {
    ImportArguments arguments;
    arguments.people = write("people.csv", text);
    return run_import(*channel_, arguments);
  }

  tests::ScratchFolder folder_;
  std::unique_ptr<AdminChannel> channel_;
};

constexpr const char* kAnna = "id,given_name,family_name\np1,Anna,Berg\n";

TEST_F(TandemAdmin, ImportsAndSaysWhatChanged) {
  CaptureStdout();
  EXPECT_EQ(import_people(kAnna), ExitCode::Done);
  EXPECT_THAT(GetCapturedStdout(),
              HasSubstr("people: 1 added, 0 changed, 0 removed, 0 unchanged\nimported into the store"));
}

TEST_F(TandemAdmin, AMistypedDataDirectoryIsNoEmptySite) {
  AdminTarget target;
  target.data_directory = folder_ / "dta";
  target.make_store = false;
  const auto opened = open_admin_channel(target);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, HasSubstr("there is no store in"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "dta"));
}

TEST_F(TandemAdmin, AFileThatIsNotThereAndAnEmptyOneAreToldApart) {
  ImportArguments arguments;
  CaptureStderr();
  arguments.people = (folder_ / "people.cvs").string();
  EXPECT_EQ(run_import(*channel_, arguments), ExitCode::Refused);
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("people.cvs: cannot be read: No such file or directory"));
  CaptureStderr();
  EXPECT_EQ(import_people(""), ExitCode::Refused);
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("is empty: its first row must name the columns"));
}

TEST_F(TandemAdmin, WithoutTheTokenOfARunningServerTheRightOptionIsNamed) {
  const auto opened = open_admin_channel({"", "", "http://127.0.0.1:1", folder_ / "admin.token", ""});
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, HasSubstr("give --admin-token"));
}

TEST_F(TandemAdmin, WhatWasImportedIsThereAfterARestart) {
  import_people(kAnna);
  open();
  CaptureStdout();
  EXPECT_EQ(run_status(*channel_), ExitCode::Done);
  EXPECT_THAT(GetCapturedStdout(), HasSubstr("people: 1\n"));
}

TEST_F(TandemAdmin, RefusesAWrongFileWithRowAndColumn) {
  CaptureStderr();
  EXPECT_EQ(import_people("id,given_name,family_name,pin\np1,Anna,Berg,1\n"), ExitCode::Refused);
  const std::string said = GetCapturedStderr();
  EXPECT_THAT(said, HasSubstr("people.csv:2:pin: use 4 to 8 digits"));
  EXPECT_THAT(said, HasSubstr("1 problem; nothing was imported"));
}

TEST_F(TandemAdmin, RefusesAFileThatIsNotUtf8BeforeItGoesAnywhere) {
  CaptureStderr();
  EXPECT_EQ(import_people("id,given_name,family_name\np1,Chlo\xE9,Berg\n"), ExitCode::Refused);
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("people.csv:2: is not UTF-8 text"));
}

TEST_F(TandemAdmin, RefusesAFileThatIsNotThere) {
  ImportArguments arguments;
  arguments.people = (folder_ / "nobody.csv").string();
  CaptureStderr();
  EXPECT_EQ(run_import(*channel_, arguments), ExitCode::Refused);
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("nobody.csv: cannot be read"));
}

TEST_F(TandemAdmin, ADryRunSaysSoAndChangesNothing) {
  ImportArguments arguments;
  arguments.people = write("people.csv", kAnna);
  arguments.dry_run = true;
  CaptureStdout();
  EXPECT_EQ(run_import(*channel_, arguments), ExitCode::Done);
  EXPECT_THAT(GetCapturedStdout(), HasSubstr("dry run: nothing was imported"));
  CaptureStdout();
  EXPECT_EQ(run_status(*channel_), ExitCode::Done);
  EXPECT_THAT(GetCapturedStdout(), HasSubstr("people: 0\n"));
}

TEST_F(TandemAdmin, ExportsFilesThatImportAgain) {
  import_people(kAnna);
  CaptureStdout();
  EXPECT_EQ(run_export(*channel_, folder_ / "out", false), ExitCode::Done);
  EXPECT_THAT(GetCapturedStdout(), HasSubstr("Badges and PINs are stored as hashes"));
  CaptureStdout();
  EXPECT_EQ(import_people(read(folder_ / "out" / "people.csv")), ExitCode::Done);
  EXPECT_THAT(GetCapturedStdout(), HasSubstr("people: 0 added, 0 changed, 0 removed, 1 unchanged"));
}

TEST_F(TandemAdmin, WritesATokenThatOnlyItsOwnerReads) {
  const std::filesystem::path file = folder_ / "token";
  EXPECT_EQ(run_enrol(*channel_, "lobby-1", file.string()), ExitCode::Done);
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(read(file).size(), 65U);
}

TEST_F(TandemAdmin, RevokingAnUnknownDeviceIsRefused) { EXPECT_EQ(run_revoke(*channel_, "nobody"), ExitCode::Refused); }

TEST_F(TandemAdmin, AStoreInUseWithoutAServerAddressIsDenied) {
  const auto second = open_admin_channel({(folder_ / "data").string(), "", "", "", ""});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, platform::ErrorKind::Denied);
}

}  // namespace
}  // namespace tandem::sync
