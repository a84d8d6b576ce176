#include "sync/admin/import_job.h"

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

#include "platform/device/credentials.h"
#include "sync/admin/import_requests.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;

// One core is left to the server.
unsigned hashing_threads() { return std::clamp(std::thread::hardware_concurrency(), 2U, 4U) - 1; }

platform::Result<std::string> text_of(platform::Result<boost::json::object> answer) {
  if (!answer) return tl::unexpected(std::move(answer.error()));
  return boost::json::serialize(*answer);
}

}  // namespace

ImportJob::ImportJob(ServerCore& core, PinHasher hash)
    : core_(core), hash_(hash ? std::move(hash) : PinHasher{platform::hash_pin}) {}

ImportJob::~ImportJob() {
  cancelled_ = true;
  if (hasher_.joinable()) hasher_.join();
}

void ImportJob::begin(const boost::json::object& request, const ServerCore::AdminRespond& respond) {
  if (order_ != nullptr) {
    return respond(platform::fail(ErrorKind::Unavailable, "an import is being made: try again when it is done"));
  }
  auto order = read_import(request);
  if (!order) return respond(tl::unexpected(std::move(order.error())));
  order_ = std::make_unique<ImportOrder>(std::move(*order));
  respond_ = respond;
  from_ = core_.asked_from();
  if (!order_->rows.people || !order_->problems.none()) return finish();
  for (PersonRow& row : order_->rows.people->rows) {
    const auto* known = calendar::find(core_.world(), row.id);
    if (known != nullptr) row.pin_hash = known->pin_hash;
  }
  const auto& rows = order_->rows.people->rows;
  if (std::none_of(rows.begin(), rows.end(), has_new_pin)) return finish();
  hasher_ = std::thread([this] { hash(); });
}

// On the thread, which has the order to itself.
void ImportJob::hash() {
  hash_pins(*order_->rows.people, hashing_threads(), hash_, cancelled_, order_->problems);
  core_.loop().post([this, alive = std::weak_ptr<bool>(alive_)] {
    if (alive.lock()) finish();
  });
}

void ImportJob::finish() {
  if (hasher_.joinable()) hasher_.join();
  const auto order = std::move(order_);
  const auto respond = std::exchange(respond_, nullptr);
  respond(text_of(carry_out_import(core_, *order, from_)));
}

}  // namespace tandem::sync
