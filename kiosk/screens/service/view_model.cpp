#include "kiosk/screens/service/view_model.h"

#include <algorithm>
#include <cstdio>

#include "kiosk/core/door_leases.h"
#include "kiosk/core/first_data.h"
#include "kiosk/core/reduce.h"
#include "kiosk/screens/room/availability_words.h"

namespace tandem::kiosk {
namespace {

using std::chrono::minutes;

constexpr minutes kOldOutbox{5};
constexpr double kHot = 80;  // degrees; a Raspberry Pi slows down there
constexpr std::uint64_t kLittleStorage = std::uint64_t{500} * 1000 * 1000;
constexpr std::chrono::days kCertificateSoon{7};
constexpr double kGigabyte = 1e9;

std::string one_decimal(double number, const Texts& texts) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", number);
  std::string words = text;
  if (texts.language() == "fr") std::ranges::replace(words, '.', ',');
  return words;
}

std::string moment(const AppState& state, calendar::Instant at, const Texts& texts) {
  const calendar::Zone zone = screen_zone(state);
  const std::string time = texts.time(at, zone);
  return zone.date_of(at) == zone.date_of(state.now) ? time : texts.short_date(at, zone) + " " + time;
}

ServiceRow link_row(const AppState& state, const Texts& texts) {
  const sync::Snapshot& snapshot = *state.snapshot;
  ServiceRow row{texts.tr("Connection"), texts.tr("Online"), ServiceTone::Good};
  if (snapshot.link == sync::LinkState::Connecting) row = {row.label, texts.tr("Connecting"), ServiceTone::Plain};
  if (snapshot.link == sync::LinkState::Offline) row = {row.label, texts.tr("Offline"), ServiceTone::Mind};
  if (snapshot.link == sync::LinkState::Denied) row = {row.label, texts.tr("Refused by the server"), ServiceTone::Mind};
  if (!snapshot.link_message.empty()) row.value += " · " + snapshot.link_message;
  return row;
}

ServiceRow heard_row(const AppState& state, const Texts& texts) {
  const auto heard = state.snapshot->last_heard;
  return {texts.tr("Server last heard"), heard ? moment(state, *heard, texts) : texts.tr("never"),
          is_cut_off(state) ? ServiceTone::Mind : ServiceTone::Plain};
}

ServiceRow cursor_row(const AppState& state, const Texts& texts) {
  const sync::Cursor& cursor = state.snapshot->cursor;
  return {texts.tr("Position in the log"), std::to_string(cursor.sequence) + " · " + cursor.epoch, ServiceTone::Plain};
}

ServiceRow outbox_row(const AppState& state, const Texts& texts) {
  const sync::SyncHealth& health = state.snapshot->health;
  ServiceRow row{texts.tr("Waiting to be sent"), texts.tr("nothing"), ServiceTone::Good};
  if (health.waiting == 0) return row;
  row.value = std::to_string(health.waiting);
  row.tone = ServiceTone::Plain;
  if (!health.oldest_issued_at) return row;
  row.value += " · " + fill(texts.tr("since {time}"), "time", moment(state, *health.oldest_issued_at, texts));
  if (state.now - *health.oldest_issued_at > kOldOutbox) row.tone = ServiceTone::Mind;
  return row;
}

ServiceRow trouble_row(const AppState& state, const Texts& texts) {
  const sync::SyncHealth& health = state.snapshot->health;
  const std::string words = fill(fill(fill(texts.tr("{stalls} stalls, {aside} set aside, {snapshots} resyncs"),
                                           "stalls", std::to_string(health.stalls)),
                                      "aside", std::to_string(health.set_aside)),
                                 "snapshots", std::to_string(health.snapshots));
  return {texts.tr("Since the start"), words,
          health.stalls + health.set_aside > 0 ? ServiceTone::Mind : ServiceTone::Plain};
}

ServiceRow clock_row(const AppState& state, const Texts& texts) {
  const auto offset = state.snapshot->server_clock_offset;
  return {texts.tr("Clock beside the server's"), one_decimal(static_cast<double>(-offset.count()) / 1000, texts) + " s",
          std::chrono::abs(offset) > std::chrono::seconds{30} ? ServiceTone::Mind : ServiceTone::Plain};
}

// The oldest one is the one to look after.
ServiceRow feed_row(const AppState& state, const Texts& texts) {
  const auto& feeds = state.snapshot->room_feeds;
  ServiceRow row{texts.tr("Company calendars"), texts.tr("none"), ServiceTone::Plain};
  if (feeds.empty()) return row;
  std::size_t stale = 0;
  std::optional<calendar::Instant> oldest;
  for (const auto& [room, age] : feeds) {
    if (is_stale(state, room)) ++stale;
    if (age.confirmed_at && (!oldest || *age.confirmed_at < *oldest)) oldest = age.confirmed_at;
  }
  row.value = std::to_string(feeds.size());
  if (oldest) row.value += " · " + fill(texts.tr("oldest from {time}"), "time", moment(state, *oldest, texts));
  if (stale == 0) return row;
  row.value += " · " + texts.tr_n("{n} is stale", "{n} are stale", static_cast<long>(stale));
  row.tone = ServiceTone::Mind;
  return row;
}

void add_lease(ServiceModel& model, const AppState& state, const Texts& texts) {
  const auto* door = std::get_if<Door>(&state.place);
  if (door == nullptr) return;
  const auto sure = state.snapshot->guaranteed.find(door->room);
  const bool held = sure != state.snapshot->guaranteed.end();
  model.rows.push_back(
      {texts.tr("Guaranteed here"),
       held ? fill(texts.tr("until {time}"), "time", moment(state, sure->second.end, texts)) : texts.tr("nothing"),
       ServiceTone::Plain});
}

ServiceRow storage_row(const ServiceReport::Storage& storage, const Texts& texts) {
  const auto in_gigabytes = [&](std::uint64_t bytes) {
    return one_decimal(static_cast<double>(bytes) / kGigabyte, texts);
  };
  const std::string words = fill(fill(texts.tr("{free} of {total} GB free"), "free", in_gigabytes(storage.free)),
                                 "total", in_gigabytes(storage.total));
  return {texts.tr("Storage"), words, storage.free < kLittleStorage ? ServiceTone::Mind : ServiceTone::Plain};
}

void add_machine(ServiceModel& model, const AppState& state, const Texts& texts) {
  if (state.service_report == nullptr) return;
  const ServiceReport& report = *state.service_report;
  model.rows.push_back({texts.tr("Version"), report.version + " · " + report.device, ServiceTone::Plain});
  model.rows.push_back({texts.tr("Temperature"),
                        report.celsius ? fill(texts.tr("{n} °C"), "n", one_decimal(*report.celsius, texts))
                                       : texts.tr("not measured here"),
                        report.celsius && *report.celsius >= kHot ? ServiceTone::Mind : ServiceTone::Plain});
  if (report.storage) model.rows.push_back(storage_row(*report.storage, texts));
  ServiceRow certificate{texts.tr("Certificate"), texts.tr("none"), ServiceTone::Plain};
  if (report.certificate_until) {
    certificate.value =
        fill(texts.tr("until {time}"), "time", texts.short_date(*report.certificate_until, screen_zone(state)));
    if (*report.certificate_until - state.now < kCertificateSoon) certificate.tone = ServiceTone::Mind;
  }
  model.rows.push_back(certificate);
  model.log = report.log;
  model.brightness = report.brightness;
  if (!report.brightness)
    model.rows.push_back({texts.tr("Brightness"), texts.tr("cannot be set on this panel"), ServiceTone::Plain});
}

std::string pin_problem(const AppState& state, const ServiceScreen& screen, const Texts& texts) {
  const auto left = state.service_failures.locked_until - state.steady;
  if (left > left.zero()) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    return fill(texts.tr("Too many wrong PINs. Try again in {time}."), "time",
                texts.tr_n("{n} second", "{n} seconds", static_cast<long>(seconds)));
  }
  return screen.wrong ? texts.tr("That PIN is wrong.") : std::string{};
}

IdentifyModel pin_model(const AppState& state, const ServiceScreen& screen, const Texts& texts) {
  IdentifyModel pin;
  pin.step = screen.step == ServiceStep::Checking ? EntryStep::Checking : EntryStep::Pin;
  pin.title = texts.tr("Service");
  pin.instruction = screen.step == ServiceStep::Checking ? texts.tr("Checking…") : texts.tr("Enter the service PIN");
  pin.problem = pin_problem(state, screen, texts);
  pin.pin_digits = static_cast<int>(screen.pin.size());
  pin.pin_words = texts.tr_n("{n} digit", "{n} digits", pin.pin_digits);
  pin.keys_enabled = screen.step == ServiceStep::Pin && state.service_failures.locked_until <= state.steady;
  pin.can_confirm = pin.keys_enabled && pin.pin_digits >= kPinMinLength;
  pin.confirm_word = texts.tr("OK");
  pin.erase_word = texts.tr("Erase");
  return pin;
}

}  // namespace

ServiceModel service_model(const AppState& state, const ServiceScreen& screen, const Texts& texts) {
  ServiceModel model;
  model.title = texts.tr("Service");
  if (screen.step == ServiceStep::NoPin) {
    model.no_pin = texts.tr("No service PIN is set. Start the kiosk with --service-pin-file.");
    return model;
  }
  if (screen.step != ServiceStep::Report) {
    model.pin = pin_model(state, screen, texts);
    return model;
  }
  model.rows = {link_row(state, texts),    heard_row(state, texts), cursor_row(state, texts), outbox_row(state, texts),
                trouble_row(state, texts), clock_row(state, texts), feed_row(state, texts)};
  add_lease(model, state, texts);
  add_machine(model, state, texts);
  model.log_title = texts.tr("End of the log");
  model.brightness_word = texts.tr("Brightness");
  model.darker_word = texts.tr("Darker");
  model.brighter_word = texts.tr("Brighter");
  model.restart_asked = screen.restart_asked;
  model.restart_word = screen.restart_asked ? texts.tr("Touch again to restart") : texts.tr("Restart the program");
  return model;
}

}  // namespace tandem::kiosk
