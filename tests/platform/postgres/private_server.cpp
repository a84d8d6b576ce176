#include "tests/platform/postgres/private_server.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "platform/postgres/postgres_connection.h"

namespace tandem::tests {
namespace {

// What the script prints, without the end of the line.
std::string script(const std::string& words) {
  const std::string command = TANDEM_SOURCE_DIR "/tests/platform/postgres/private_server.sh " + words;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 256> line{};
  std::string said;
  while (pipe != nullptr && std::fgets(line.data(), static_cast<int>(line.size()), pipe) != nullptr)
    said += line.data();
  const int code = pipe == nullptr ? -1 : ::pclose(pipe);
  EXPECT_EQ(code, 0) << command;
  return said.substr(0, said.find('\n'));
}

}  // namespace

PrivateServer& PrivateServer::shared() {
  static PrivateServer server;
  return server;
}

PrivateServer::PrivateServer() : folder_(script("make " + std::to_string(::getpid()))) {}

std::string PrivateServer::url(const std::string& database) const {
  return "host=" + folder_ + " user=tandem dbname=" + database;
}

std::string PrivateServer::fresh_database() {
  const std::string name = "test" + std::to_string(++databases_);
  auto connection = platform::PostgresConnection::open({url()});
  EXPECT_TRUE(connection && (*connection)->execute("CREATE DATABASE " + name));
  return url(name);
}

void PrivateServer::kill() { script("kill " + folder_); }
void PrivateServer::start() { script("start " + folder_); }

}  // namespace tandem::tests
