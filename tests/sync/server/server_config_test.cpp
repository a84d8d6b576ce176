// The configuration file of tandem-server and tandem-admin.
#include "sync/server/server_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/sync/scratch_file.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using testing::HasSubstr;

class ServerConfig : public testing::Test {
 protected:
  Result<ServerOptions> load(const std::string& text) {
    std::ofstream(folder_ / "server.toml") << text;
    return load_server_options(folder_ / "server.toml");
  }
  std::string problem(const std::string& text) {
    const Result<ServerOptions> options = load(text);
    return options ? "" : options.error().message;
  }
  tests::ScratchFolder folder_;
};

TEST_F(ServerConfig, LimitsAreReadAndHaveDefaults) {
  const auto options = load("data = \"store\"\n[limits]\nconnections_per_second = 50\ncommands_at_once = 2000\n");
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->listen.connections_of_address, (platform::Rate{50, platform::kConnectionsOfAddress.burst}));
  EXPECT_EQ(options->admission.commands, (platform::Rate{AdmissionLimits{}.commands.per_second, 2'000}));
  EXPECT_THAT(problem("data = \"store\"\n[limits]\ncommands_at_once = 0\n"), HasSubstr("limits.commands_at_once"));
}

TEST_F(ServerConfig, EverythingIsRead) {
  const Result<ServerOptions> options = load(
      "data = \"store\"\n[listen]\nhost = \"0.0.0.0\"\nport = 8443\ncertificate = \"/etc/c.pem\"\nkey = \"k.pem\"\n"
      "[feeds]\ninterval_seconds = 60\nhorizon_days = 90\n[store]\npostgres = \"postgresql://db/tandem\"\n");
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->data_directory, folder_ / "store");
  EXPECT_EQ(options->listen.host, "0.0.0.0");
  EXPECT_EQ(options->listen.port, 8443);
  EXPECT_EQ(options->listen.tls->certificate_chain, "/etc/c.pem");
  EXPECT_EQ(options->listen.tls->private_key, (folder_ / "k.pem").string());
  EXPECT_EQ(options->feed_interval, std::chrono::seconds{60});
  EXPECT_EQ(options->feed_horizon, std::chrono::days{90});
  EXPECT_EQ(options->shared_store, "postgresql://db/tandem");
}

TEST_F(ServerConfig, WhatIsLeftOutHasItsDefault) {
  const Result<ServerOptions> options = load("data = \"/srv/tandem\"\n");
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->listen.host, "127.0.0.1");
  EXPECT_FALSE(options->listen.tls);
  EXPECT_TRUE(options->shared_store.empty());  // SQLite
}

TEST_F(ServerConfig, WhatIsWrongIsNamedWithRowAndKey) {
  EXPECT_THAT(problem("[listen]\nport = 1\n"), HasSubstr("server.toml: data is missing"));
  EXPECT_THAT(problem("data = \"d\"\ncolour = 1\n"), HasSubstr("server.toml:2: colour"));
  EXPECT_THAT(problem("data = \"d\"\n[listen]\nport = 70000\n"),
              HasSubstr("server.toml:3: listen.port has to be a whole number"));
  EXPECT_THAT(problem("data = \"d\"\n[listen]\ncertificate = \"c\"\n"),
              HasSubstr("listen.key is missing: TLS needs both"));
  EXPECT_THAT(problem("data = \"d\"\nlisten = 3\n"), HasSubstr("server.toml:2: listen"));
  EXPECT_THAT(problem("data = \n"), HasSubstr("server.toml:1: "));
}

TEST_F(ServerConfig, AFileThatIsNotThereIsNamed) {
  const Result<ServerOptions> options = load_server_options(folder_ / "nothing.toml");
  EXPECT_EQ(options.error().kind, ErrorKind::NotFound);
}

TEST_F(ServerConfig, TheExampleIsRight) {
  const auto options = load_server_options(std::filesystem::path(TANDEM_SOURCE_DIR) / "platform/packaging/server.toml");
  EXPECT_TRUE(options) << options.error().message;
}

}  // namespace
}  // namespace tandem::sync
