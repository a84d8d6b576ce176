#pragma once
// A PostgreSQL server of this test program's own (private_server.sh), started when first asked for and gone with it.

#include <string>

namespace tandem::tests {

class PrivateServer {
 public:
  // The one that all tests of this program share; each takes a database of its own.
  static PrivateServer& shared();
  // Another one, for a test that kills it.
  PrivateServer();

  // "host=... user=tandem dbname=..."
  [[nodiscard]] std::string url(const std::string& database = "postgres") const;
  // Makes an empty database under a name of its own and returns its url.
  [[nodiscard]] std::string fresh_database();
  // SIGKILL to all of its processes, as a power cut would.
  void kill();
  void start();

 private:
  std::string folder_;
  int databases_{0};
};

}  // namespace tandem::tests
