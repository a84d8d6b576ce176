#include "platform/net/handshake_line.h"

#include <utility>

#include "platform/net/listener.h"

namespace tandem::platform {

void HandshakeLine::join(Task go) {
  waiting_.push_back(std::move(go));
  serve_soon();
}

void HandshakeLine::serve_soon() {
  if (std::exchange(soon_, true)) return;
  post_([self = shared_from_this()] { self->serve(); });
}

// Posted again for the rest: behind all that is ready by then.
void HandshakeLine::serve() {
  soon_ = false;
  for (std::size_t i = 0; i < kHandshakesAtOnce && !waiting_.empty(); ++i) {
    const Task go = std::move(waiting_.front());
    waiting_.pop_front();
    go();
  }
  if (!waiting_.empty()) serve_soon();
}

}  // namespace tandem::platform
