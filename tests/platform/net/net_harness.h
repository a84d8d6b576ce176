#pragma once
// A real loop on its own thread, a listener on a free loopback port, handlers that remember, and a plain socket to be
// rude with. Tests wait for what they expect, at most kPatience.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "platform/net/frame_dialer.h"
#include "platform/net/listener.h"
#include "tests/platform/sqlite/temporary_folder.h"

namespace tandem::platform {

inline constexpr std::chrono::seconds kPatience{20};

// Remembers what happened to one connection. Any thread may ask.
class RecordingHandler : public FrameHandler {
 public:
  void on_open(std::shared_ptr<FrameConnection> connection) override;
  void on_frame(std::string frame) override;
  void on_closed(const Error& why) override;

  // Each waits for it to happen.
  std::shared_ptr<FrameConnection> connection();
  std::string frame();
  Error closed();
  bool was_opened();
  bool was_closed();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<FrameConnection> connection_;
  bool opened_{false};
  std::deque<std::string> frames_;
  std::optional<Error> why_;
};

// Sends every frame back.
class EchoHandler final : public RecordingHandler {
 public:
  void on_open(std::shared_ptr<FrameConnection> connection) override;
  void on_frame(std::string frame) override;
  void on_closed(const Error& why) override;

 private:
  std::shared_ptr<FrameConnection> echo_;
};

class NetTest {
 public:
  NetTest();
  ~NetTest();
  NetTest(const NetTest&) = delete;
  NetTest& operator=(const NetTest&) = delete;

  AsioLoop& loop() { return *loop_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  // Runs on the loop's thread and waits for it.
  void on_loop(const std::function<void()>& task);

  // Binds and keeps the listener; devices get `handler`, GET / answers "hello", everything else 404.
  std::uint16_t serve(const ListenOptions& options, std::shared_ptr<FrameHandler> handler);
  std::uint16_t serve_http(const ListenOptions& options, decltype(ListenerServices::http) http);
  Listener& listener() { return *listener_; }
  // Dials and gives back the handler that hears about it.
  std::shared_ptr<RecordingHandler> dial(const DialOptions& options);
  void send(const std::shared_ptr<FrameConnection>& connection, std::string frame);

 private:
  TemporaryFolder folder_;
  std::unique_ptr<AsioLoop> loop_;
  std::unique_ptr<Listener> listener_;
};

// A server that says one fixed thing to whoever connects and asks, then stays silent or says that no more will come; an
// empty answer is a server that hangs.
class ScriptedServer {
 public:
  enum class Then { StaysSilent, Closes };
  explicit ScriptedServer(std::string answer, Then then = Then::StaysSilent);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void serve(const std::string& answer, Then then);

  int descriptor_;
  std::uint16_t port_{0};
  std::thread thread_;
};

// A blocking TCP socket to 127.0.0.1, from there or another address of this machine.
class RawSocket {
 public:
  explicit RawSocket(std::uint16_t port, const char* from = "127.0.0.1");
  ~RawSocket();
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  void send(std::string_view bytes) const;
  // Up to the peer's end of the stream.
  [[nodiscard]] std::string read_all() const;
  // Until `text` has come, or the end.
  [[nodiscard]] std::string read_until(std::string_view text) const;

 private:
  int descriptor_;
};

}  // namespace tandem::platform
