#include "sync/client/server_link.h"

#include <utility>

namespace tandem::sync {

void ServerLink::send(std::string frame) {
  if (connection_) connection_->send(std::move(frame));
}

void ServerLink::let_go() {
  owner_ = nullptr;
  if (const auto connection = std::exchange(connection_, nullptr)) connection->close();
}

void ServerLink::on_open(std::shared_ptr<platform::FrameConnection> connection) {
  // Given up while dialling.
  if (owner_ == nullptr) return connection->close();
  connection_ = std::move(connection);
  owner_->link_opened();
}

void ServerLink::on_frame(std::string frame) {
  if (owner_ != nullptr) owner_->link_said(std::move(frame));
}

void ServerLink::on_closed(const platform::Error& why) {
  connection_ = nullptr;
  if (LinkOwner* owner = std::exchange(owner_, nullptr)) owner->link_ended(why);
}

}  // namespace tandem::sync
