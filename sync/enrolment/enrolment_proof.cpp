#include "sync/enrolment/enrolment_proof.h"

#include "platform/device/credentials.h"

namespace tandem::sync {

platform::Result<std::string> enrolment_key(const std::string& code, const Introduction& introduction) {
  return platform::stretch_secret(code, "tandem enrolment 1\n" + introduction.request + "\n" + introduction.authority);
}

std::string device_proof(const std::string& key) { return platform::keyed_hash(key, "device"); }

std::string server_proof(const std::string& key, const std::string& approval) {
  return platform::keyed_hash(key, "server\n" + approval);
}

}  // namespace tandem::sync
