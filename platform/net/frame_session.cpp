#include "platform/net/frame_session.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <utility>

namespace tandem::platform {
namespace {

namespace asio = boost::asio;

// One write; progress shows in queued_bytes() at this grain.
constexpr std::size_t kWriteChunk = std::size_t{64} * 1024;

}  // namespace

FrameSession::FrameSession(asio::io_context& context, std::unique_ptr<ByteStream> stream,
                           std::shared_ptr<FrameHandler> handler)
    : context_(context),
      stream_(std::move(stream)),
      handler_(std::move(handler)),
      peer_(stream_->peer()),
      certificate_(stream_->certificate()),
      linger_(std::in_place, context) {}

void FrameSession::send(std::string frame) {
  if (closing_ || why_) return;
  if (queued_bytes() + kFrameHeadSize + frame.size() > kMaxQueuedBytes) {
    end(Error{ErrorKind::TooLarge, "the peer does not read: " + std::to_string(queued_bytes()) + " bytes are waiting"});
    return;
  }
  append_frame(gathering_, frame);
  start_writing();
}

std::size_t FrameSession::queued_bytes() const { return gathering_.size() + writing_.size() - written_; }

void FrameSession::close() {
  if (closing_ || why_) return;
  closing_ = true;
  linger_->start(kCloseLinger, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->end(Error{ErrorKind::Closed, "closed; the peer did not answer"});
  });
  if (!writer_runs_) stream_->finish_sending();
}

void FrameSession::cut() { end(Error{ErrorKind::Closed, "closed"}); }

void FrameSession::end(Error why) {
  if (!why_) why_ = std::move(why);
  if (stream_) stream_->close();
}

// Posted, so that all that one task sends goes out together.
void FrameSession::start_writing() {
  if (writer_runs_) return;
  writer_runs_ = true;
  asio::post(context_, [self = shared_from_this()] {
    if (self->write_now()) return self->writing_done();
    asio::co_spawn(self->context_, write_queue(self), asio::detached);
  });
}

bool FrameSession::write_now() {
  while (!why_) {
    if (written_ == writing_.size()) {
      std::string().swap(writing_);  // with its memory
      std::swap(writing_, gathering_);
      written_ = 0;
      if (writing_.empty()) return true;
    }
    const auto size = std::min(writing_.size() - written_, kWriteChunk);
    const Transfer sent = stream_->write_now(asio::const_buffer(writing_.data() + written_, size));
    if (sent.error == asio::error::would_block) return false;
    if (sent.error) end(Error{ErrorKind::Closed, sent.error.message()});
    written_ += sent.bytes;
  }
  return true;
}

void FrameSession::writing_done() {
  writer_runs_ = false;
  if (closing_ && !why_) stream_->finish_sending();
}

asio::awaitable<void> FrameSession::write_queue(std::shared_ptr<FrameSession> self) {
  const auto stream = self->stream_;
  while (!self->write_now()) {
    const boost::system::error_code error = co_await stream->writable();
    if (error) self->end(Error{ErrorKind::Closed, error.message()});
  }
  self->writing_done();
}

bool FrameSession::deliver(std::string_view bytes) {
  if (closing_) return !why_;  // the last bytes of a peer that we are leaving
  reader_.feed(bytes);
  while (!closing_ && !why_) {
    auto frame = reader_.next();
    if (!frame) {
      end(std::move(frame.error()));
      return false;
    }
    if (!*frame) return true;
    handler_->on_frame(std::move(**frame));
  }
  return !why_;
}

void FrameSession::closed() {
  end(Error{ErrorKind::Closed, closing_ ? "closed" : "the peer closed the connection"});
  const auto handler = std::exchange(handler_, nullptr);
  handler->on_closed(*why_);
}

void FrameSession::release() {
  if (!why_) why_ = Error{ErrorKind::Closed, "the loop ended"};
  linger_.reset();
  stream_.reset();
  handler_.reset();
}

asio::awaitable<void> FrameSession::run(std::shared_ptr<FrameSession> self, std::string unread) {
  // Also when the loop goes away first and this coroutine is destroyed where it waits.
  const struct Release {
    FrameSession& session;
    ~Release() { session.release(); }
  } at_the_end{*self};
  self->handler_->on_open(self);
  bool reading = self->deliver(unread);
  while (reading) {
    const Received got = co_await self->stream_->read_some();
    if (got.error) {
      const bool ended = self->closing_ || got.error == asio::error::eof;
      if (!ended) self->end(Error{ErrorKind::Closed, got.error.message()});
      break;
    }
    reading = self->deliver(got.bytes);
  }
  self->closed();
}

}  // namespace tandem::platform
