#pragma once
// An import at a running server: new PINs take tens of milliseconds each, so they are hashed on a thread of its own
// while commands go on being decided; then everything is compared with what is true by now and committed in one task of
// the loop, all or nothing. Core thread.

#include <atomic>
#include <boost/json/object.hpp>
#include <memory>
#include <thread>

#include "sync/admin/person_secrets.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

struct ImportOrder;

class ImportJob {
 public:
  // `core` must outlive it; its loop must run.
  explicit ImportJob(ServerCore& core, PinHasher hash = {});
  // What is under way is given up, with nothing imported and nobody told: after the PINs that are being hashed.
  ~ImportJob();
  ImportJob(const ImportJob&) = delete;
  ImportJob& operator=(const ImportJob&) = delete;

  // Takes {"do":"import"}. `respond` gets what answer_import() returns, on the loop, or at once when the request is
  // wrong. Unavailable while another import is under way.
  void begin(const boost::json::object& request, const ServerCore::AdminRespond& respond);

 private:
  void hash();
  void finish();

  ServerCore& core_;
  const PinHasher hash_;
  std::unique_ptr<ImportOrder> order_;  // while one is under way; between begin() and finish() the thread's
  ServerCore::AdminRespond respond_;
  std::string from_;  // where its administrator is
  std::atomic<bool> cancelled_{false};
  std::thread hasher_;
  std::shared_ptr<bool> alive_{std::make_shared<bool>(true)};  // of what is posted
};

}  // namespace tandem::sync
