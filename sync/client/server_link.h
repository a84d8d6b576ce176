#pragma once
// One connection, or one try at it, seen from the session. Letting go of it ends every callback at once, whatever the
// network still delivers: an old connection can never speak into a new one. Loop thread only.

#include <memory>
#include <string>

#include "platform/net/frame_connection.h"

namespace tandem::sync {

class LinkOwner {
 public:
  virtual void link_opened() = 0;
  virtual void link_said(std::string frame) = 0;
  // Not called after let_go().
  virtual void link_ended(const platform::Error& why) = 0;

 protected:
  ~LinkOwner() = default;
};

class ServerLink final : public platform::FrameHandler {
 public:
  explicit ServerLink(LinkOwner& owner) : owner_(&owner) {}

  // Drops the frame when not open.
  void send(std::string frame);
  // Closes the connection and forgets the owner.
  void let_go();

  void on_open(std::shared_ptr<platform::FrameConnection> connection) override;
  void on_frame(std::string frame) override;
  void on_closed(const platform::Error& why) override;

 private:
  LinkOwner* owner_;
  std::shared_ptr<platform::FrameConnection> connection_;
};

}  // namespace tandem::sync
