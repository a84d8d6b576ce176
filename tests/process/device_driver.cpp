// tandem-device-driver: a kiosk without a screen, for tests of real processes. The real client over the real network;
// commands come on standard input, one a line, and what becomes known goes to standard output as lines of JSON with the
// monotonic time at which the driver learned it.
//
//   book TICKET ROOM START END       seconds since 1970
//   cancel TICKET BOOKING
//   state                            prints everything: {"event":"state", ...}
//   quit                             so does the end of the input
//
// With --identity it enrols itself first: {"event":"enrolment", ...} tells what a screen would show.

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <atomic>
#include <boost/json.hpp>
#include <iostream>
#include <sstream>

#include "platform/base/clock.h"
#include "platform/net/asio_loop.h"
#include "platform/net/frame_dialer.h"
#include "sync/client/device_client.h"
#include "sync/enrolment/device_enrolment.h"

namespace tandem::tests {
namespace {

namespace json = boost::json;
using sync::CommandOutcome;
using sync::CommandProgress;
using sync::Snapshot;

const char* name_of(CommandProgress progress) {
  switch (progress) {
    case CommandProgress::Pending: return "pending";
    case CommandProgress::Accepted: return "accepted";
    case CommandProgress::Refused: break;
  }
  return "refused";
}

const char* name_of(sync::LinkState state) {
  switch (state) {
    case sync::LinkState::Offline: return "offline";
    case sync::LinkState::Connecting: return "connecting";
    case sync::LinkState::Online: return "online";
    case sync::LinkState::Denied: break;
  }
  return "denied";
}

std::int64_t seconds_of(calendar::Instant at) { return at.time_since_epoch().count(); }

json::object json_of(const calendar::Booking& booking, bool pending) {
  return {{"id", booking.id.text()},
          {"room", booking.room.text()},
          {"start", seconds_of(booking.held.start)},
          {"end", seconds_of(booking.held.end)},
          {"pending", pending}};
}

json::object json_of(const CommandOutcome& outcome) {
  json::object made{{"ticket", outcome.ticket},
                    {"number", outcome.command.id.number},
                    {"booking", calendar::booking_id_of(outcome.command.id).text()},
                    {"progress", name_of(outcome.progress)}};
  const auto* refused = std::get_if<calendar::Refused>(&outcome.verdict);
  if (refused != nullptr) made["reason"] = calendar::name_of(refused->reason);
  return made;
}

json::object link_of(const Snapshot& snapshot) {
  return {{"link", name_of(snapshot.link)}, {"message", snapshot.link_message}};
}

json::array bookings_of(const Snapshot& snapshot) {
  json::array made;
  for (const auto& [id, booking] : snapshot.world->bookings) {
    if (!booking.held.empty()) made.push_back(json_of(booking, snapshot.pending.contains(id)));
  }
  return made;
}

json::array busy_of(const Snapshot& snapshot, const calendar::RoomId& room) {
  json::array busy;
  const auto truth = snapshot.world->room_feeds.find(room);
  if (truth == snapshot.world->room_feeds.end()) return busy;
  for (const auto& interval : truth->second->busy.intervals()) {
    busy.push_back(json::array{seconds_of(interval.start), seconds_of(interval.end)});
  }
  return busy;
}

json::object feeds_of(const Snapshot& snapshot) {
  json::object made;
  for (const auto& [room, age] : snapshot.room_feeds) {
    made[room.text()] = json::object{{"busy", busy_of(snapshot, room)}, {"failing", age.failing}};
  }
  return made;
}

json::object state_of(const Snapshot& snapshot) {
  json::object made = link_of(snapshot);
  made["event"] = "state";
  made["epoch"] = snapshot.cursor.epoch;
  made["sequence"] = snapshot.cursor.sequence;
  made["bookings"] = bookings_of(snapshot);
  made["feeds"] = feeds_of(snapshot);
  json::array rooms;
  for (const auto& [id, room] : snapshot.world->rooms) rooms.push_back(json::string{id.text()});
  made["rooms"] = std::move(rooms);
  json::array outcomes;
  for (const auto& outcome : snapshot.outcomes) outcomes.push_back(json_of(outcome));
  made["outcomes"] = std::move(outcomes);
  return made;
}

class Driver {
 public:
  explicit Driver(sync::DeviceClient& client) : client_(client) {}

  // Prints what is new since the last call.
  void report() {
    const auto snapshot = client_.snapshot();
    if (last_ == snapshot) return;
    report_link(*snapshot);
    report_outcomes(*snapshot);
    report_bookings(*snapshot);
    last_ = snapshot;
  }

  // False: quit.
  bool obey(const std::string& line) {
    std::istringstream words{line};
    std::string verb;
    words >> verb;
    if (verb == "quit") return false;
    if (verb == "state") {
      print(state_of(*client_.snapshot()));
    } else if (!submit(verb, words)) {
      print({{"event", "error"}, {"line", line}});
    }
    return true;
  }

 private:
  bool submit(const std::string& verb, std::istringstream& words) {
    std::uint64_t ticket = 0;
    std::string id;
    if (!(words >> ticket >> id)) return false;
    if (verb == "cancel") {
      client_.submit(ticket, calendar::CancelBooking{calendar::BookingId{id}, std::nullopt});
      return true;
    }
    std::int64_t start = 0;
    std::int64_t end = 0;
    if (verb != "book" || !(words >> start >> end)) return false;
    const calendar::Interval when{calendar::Instant{std::chrono::seconds{start}},
                                  calendar::Instant{std::chrono::seconds{end}}};
    client_.submit(ticket, calendar::BookRoom{calendar::RoomId{id}, when, std::nullopt});
    return true;
  }

  void report_link(const Snapshot& now) {
    if (last_ && last_->link == now.link && last_->link_message == now.link_message) return;
    json::object made = link_of(now);
    made["event"] = "link";
    print(std::move(made));
  }

  void report_outcomes(const Snapshot& now) {
    for (const auto& outcome : now.outcomes) {
      const auto key = std::pair{outcome.ticket, outcome.command.id.number};
      const auto said = said_.find(key);
      if (said != said_.end() && said->second == outcome.progress) continue;
      said_[key] = outcome.progress;
      json::object made = json_of(outcome);
      made["event"] = "outcome";
      print(std::move(made));
    }
  }

  void report_bookings(const Snapshot& now) {
    for (const auto& [id, booking] : now.world->bookings) {
      const bool pending = now.pending.contains(id);
      const auto* before = last_ ? calendar::find(*last_->world, id) : nullptr;
      if (before != nullptr && *before == booking && last_->pending.contains(id) == pending) continue;
      json::object made = json_of(booking, pending);
      made["event"] = "booking";
      print(std::move(made));
    }
  }

  static void print(json::object line) {
    line["at"] = std::chrono::duration<double>(platform::SystemClock{}.steady().time_since_epoch()).count();
    std::cout << json::serialize(line) << std::endl;
  }

  sync::DeviceClient& client_;
  std::shared_ptr<const Snapshot> last_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, CommandProgress> said_;
};

// Lines of standard input and wakes of the client, until either says to end.
void serve(Driver& driver, int wake) {
  std::string partial;
  std::array<pollfd, 2> ready{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{wake, POLLIN, 0}};
  for (;;) {
    driver.report();
    if (::poll(ready.data(), ready.size(), -1) < 0) return;
    if (ready[1].revents != 0) {
      std::uint64_t wakes = 0;
      if (::read(wake, &wakes, sizeof wakes) < 0) return;
    }
    if (ready[0].revents == 0) continue;
    std::array<char, 4096> buffer{};
    const auto count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count <= 0) return;
    partial.append(buffer.data(), static_cast<std::size_t>(count));
    for (auto end = partial.find('\n'); end != std::string::npos; end = partial.find('\n')) {
      const std::string line = partial.substr(0, end);
      partial.erase(0, end + 1);
      if (!driver.obey(line)) return;
    }
  }
}

struct Options {
  platform::DialOptions dial;
  sync::DeviceClientOptions client;
  std::string identity;  // a file
};

const char* name_of(sync::EnrolmentPhase phase) {
  switch (phase) {
    case sync::EnrolmentPhase::Asking: return "asking";
    case sync::EnrolmentPhase::Waiting: return "waiting";
    case sync::EnrolmentPhase::Denied: return "denied";
    case sync::EnrolmentPhase::Expired: return "expired";
    case sync::EnrolmentPhase::Approved: break;
  }
  return "approved";
}

void print_view(const sync::EnrolmentView& view) {
  std::cout << json::serialize(json::object{{"event", "enrolment"},
                                            {"phase", name_of(view.phase)},
                                            {"unreachable", view.unreachable},
                                            {"code", view.code},
                                            {"device", view.request_fingerprint},
                                            {"server", view.authority_fingerprint},
                                            {"message", view.message}})
            << std::endl;
}

// Tells each change until the device has an identity.
sync::DeviceIdentity wait_for_identity(const sync::DeviceEnrolment& enrolment, int wake) {
  std::optional<sync::EnrolmentView> told;
  for (;;) {
    if (const auto identity = enrolment.identity()) return *identity;
    if (const auto view = enrolment.view(); view && view != told) {
      print_view(*view);
      told = view;
    }
    std::uint64_t wakes = 0;
    if (::read(wake, &wakes, sizeof wakes) < 0) std::abort();
  }
}

int fail(const platform::Error& error) {
  std::cerr << "tandem-device-driver: " << error.message << '\n';
  return 1;
}

int run(Options options) {
  const auto loop = platform::make_asio_loop();
  const auto random = platform::make_system_random();
  const int wake = ::eventfd(0, EFD_CLOEXEC);
  const auto changed = [wake] {
    const std::uint64_t one = 1;
    if (::write(wake, &one, sizeof one) < 0) std::abort();
  };
  std::atomic<sync::DeviceClient*> renewing{nullptr};
  const auto enrolment_changed = [&renewing, changed] {
    if (auto* const client = renewing.load()) client->identity_changed();
    changed();
  };
  std::unique_ptr<sync::DeviceEnrolment> enrolment;
  if (!options.identity.empty()) {
    const sync::ServerPlace place{options.dial.host, options.dial.port, options.dial.authority_file};
    auto started = sync::start_device_enrolment(
        *loop, *random, place, options.identity,
        {options.client.device.text(), "tandem-device-driver", "server", !options.dial.authority_file.empty()},
        enrolment_changed);
    if (!started) return fail(started.error());
    enrolment = std::move(*started);
    loop->start("tandem-sync");
    options.client.device = wait_for_identity(*enrolment, wake).approval.device;
    options.dial.identity = [&enrolment]() -> platform::Result<platform::ClientIdentity> {
      return sync::client_identity(*enrolment->identity());
    };
  }
  auto dialer = platform::make_frame_dialer(*loop, options.dial);
  if (!dialer) return fail(dialer.error());
  auto client = sync::open_device_client(*loop, **dialer, *random, options.client, changed);
  if (!client) return fail(client.error());
  renewing = client->get();
  if (enrolment == nullptr) loop->start("tandem-sync");
  Driver driver{**client};
  serve(driver, wake);
  (*client)->stop();
  loop->stop();
  return 0;
}

}  // namespace
}  // namespace tandem::tests

int main(int count, char** arguments) {
  CLI::App app{"A kiosk without a screen, for tests"};
  tandem::tests::Options options;
  std::string device;
  options.dial.host = "127.0.0.1";
  options.client.software = "tandem-device-driver";
  app.add_option("--host", options.dial.host);
  app.add_option("--port", options.dial.port)->required();
  app.add_option("--authority", options.dial.authority_file);
  app.add_flag("--plain", options.dial.plain_text);
  app.add_option("--device", device)->required();
  app.add_option("--token", options.client.token);
  app.add_option("--identity", options.identity);
  app.add_option("--database", options.client.database);
  CLI11_PARSE(app, count, arguments);
  options.client.device = tandem::calendar::DeviceId{device};
  return tandem::tests::run(options);
}
