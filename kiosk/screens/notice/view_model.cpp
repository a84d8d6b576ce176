#include "kiosk/screens/notice/view_model.h"

#include <algorithm>

#include "kiosk/core/notices.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

// What was asked for, as it is said once the server has confirmed it.
struct Confirmed {
  const Texts& texts;
  std::string operator()(const calendar::BookRoom&) const { return texts.tr("Room booked"); }
  std::string operator()(const calendar::PlanSession&) const { return texts.tr("Session booked"); }
  std::string operator()(const calendar::CheckIn&) const { return texts.tr("You are checked in"); }
  std::string operator()(const calendar::ExtendBooking&) const { return texts.tr("Booking extended"); }
  std::string operator()(const calendar::EndBooking&) const { return texts.tr("Room released"); }
  std::string operator()(const calendar::CancelBooking&) const { return texts.tr("Booking cancelled"); }
  std::string operator()(const calendar::ReclaimBooking&) const { return texts.tr("The room is yours again"); }
  std::string operator()(const calendar::ReleaseNoShow&) const { return texts.tr("Room released"); }
  std::string operator()(const calendar::GiveUpLease&) const { return {}; }
  std::string operator()(const calendar::BookSeries&) const { return texts.tr("Series booked"); }
  std::string operator()(const calendar::PlanSeries&) const { return texts.tr("Series booked"); }
  std::string operator()(const calendar::CancelRest&) const { return texts.tr("The rest of the series is cancelled"); }
  std::string operator()(const calendar::RateSession&) const { return texts.tr("Thank you for your rating"); }
  std::string operator()(const calendar::TickTopics&) const { return texts.tr("Topics noted"); }
  std::string operator()(const calendar::UnreadableCommand&) const { return {}; }  // never accepted
};

// "4 of 6 booked".
std::string series_headline(const Notice& notice, const Texts& texts) {
  const auto all = notice.made + notice.missed.size();
  return fill(fill(texts.tr("{n} of {count} booked"), "n", std::to_string(notice.made)), "count", std::to_string(all));
}

std::string headline(const Notice& notice, const Texts& texts) {
  if (notice.progress == NoticeProgress::Confirmed && !notice.missed.empty()) return series_headline(notice, texts);
  if (notice.progress == NoticeProgress::Confirmed && notice.ends_move)
    return texts.tr("Moved, the old time is free again");
  switch (notice.progress) {
    case NoticeProgress::Saving: return texts.tr("Saving…");
    case NoticeProgress::Awaiting: return texts.tr("Saved, awaiting confirmation");
    case NoticeProgress::Confirmed: return std::visit(Confirmed{texts}, notice.command);
    case NoticeProgress::Refused: return texts.tr("Not booked");
  }
  return {};
}

bool is_a_booking(const calendar::Command& command) {
  return std::holds_alternative<calendar::BookRoom>(command) ||
         std::holds_alternative<calendar::PlanSession>(command) ||
         std::holds_alternative<calendar::BookSeries>(command) || std::holds_alternative<calendar::PlanSeries>(command);
}

std::string where_and_when(const AppState& state, const calendar::RoomId& room, const calendar::Interval& when,
                           const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  return day_word(state, when.start, texts) + ", " + texts.span(when, site_zone(world)) + " · " +
         room_name(world, room);
}

// What was given back is the room from then on, not the time it was booked for.
std::string freed(const AppState& state, const calendar::EndBooking& ended, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Booking* booking = find(world, ended.booking);
  if (booking == nullptr) return {};
  const bool just_now = state.now < ended.at + std::chrono::minutes{1};
  const std::string words = just_now
                                ? texts.tr("free from now on")
                                : fill(texts.tr("free since {time}"), "time", texts.time(ended.at, site_zone(world)));
  return room_name(world, booking->room) + " · " + words;
}

std::string subject(const AppState& state, const Notice& notice, const Texts& texts) {
  const auto* ended = std::get_if<calendar::EndBooking>(&notice.command);
  if (ended != nullptr && notice.progress != NoticeProgress::Refused) return freed(state, *ended, texts);
  return std::visit(
      [&](const auto& asked) -> std::string {
        if constexpr (requires { asked.when; })
          return where_and_when(state, asked.room, asked.when, texts);
        else if constexpr (requires { asked.first; })
          return where_and_when(state, asked.room, asked.first, texts);
        else if constexpr (requires { asked.booking; }) {
          const calendar::Booking* booking = find(*state.snapshot->world, asked.booking);
          return booking != nullptr ? where_and_when(state, booking->room, booking->planned, texts) : std::string{};
        } else
          return {};
      },
      notice.command);
}

// Less of what was asked for, in the same place from the same time on.
bool is_shorter_there(const calendar::Command& asked, const Choice& choice) {
  return std::visit(
      [&choice](const auto& command) {
        if constexpr (requires { command.when; })
          return command.room == choice.room && command.when.start == choice.when.start &&
                 choice.when.end < command.when.end;
        else
          return false;
      },
      asked);
}

AlternativeModel alternative_model(const AppState& state, const Notice& notice, std::size_t index, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  const Choice& choice = notice.alternatives[index];
  AlternativeModel model;
  model.index = index;
  model.when = day_word(state, choice.when.start, texts) + ", " + texts.span(choice.when, site_zone(world));
  model.where = room_name(world, choice.room) + " · " + room_floor(world, choice.room, texts);
  if (is_shorter_there(notice.command, choice))
    model.where = fill(fill(texts.tr("{room}: {length} can be had there"), "room", room_name(world, choice.room)),
                       "length", texts.length(std::chrono::ceil<std::chrono::minutes>(choice.when.length())));
  return model;
}

void add_missed(NoticeModel& model, const AppState& state, const Notice& notice, const Texts& texts) {
  if (notice.missed.empty()) return;
  model.missed_title = texts.tr("Not booked:");
  for (std::size_t i = 0; i < std::min(notice.missed.size(), kMissedShown); ++i)
    model.missed.push_back(day_word(state, notice.missed[i].when.start, texts) + " · " +
                           refusal_sentence(notice.missed[i].reason, texts));
  if (notice.missed.size() > kMissedShown)
    model.missed.push_back(
        texts.tr_n("and {n} more", "and {n} more", static_cast<long>(notice.missed.size() - kMissedShown)));
}

// Says nothing of who asked, nor of what.
std::optional<NoticeModel> announcement(const AppState& state, const Texts& texts) {
  const Notice* notice = announced_notice(state);
  if (notice == nullptr) return std::nullopt;
  NoticeModel model;
  model.ticket = notice->ticket;
  model.progress = notice->progress;
  model.neutral = true;
  model.headline = texts.tr("A request could not be confirmed");
  model.detail = texts.tr("Identify yourself to learn more");
  model.dismiss_word = texts.tr("Close");
  return model;
}

}  // namespace

std::optional<NoticeModel> notice_model(const AppState& state, const Texts& texts) {
  const Notice* notice = visible_notice(state);
  if (notice == nullptr) return announcement(state, texts);
  NoticeModel model;
  model.ticket = notice->ticket;
  model.progress = notice->progress;
  model.headline = headline(*notice, texts);
  if (notice->progress == NoticeProgress::Refused && !is_a_booking(notice->command))
    model.headline = texts.tr("That is not possible");
  model.detail = subject(state, *notice, texts);
  if (notice->progress == NoticeProgress::Refused) model.reason = refusal_sentence(notice->reason, texts);
  if (notice->progress != NoticeProgress::Awaiting) add_missed(model, state, *notice, texts);
  for (std::size_t i = 0; i < notice->alternatives.size(); ++i)
    model.alternatives.push_back(alternative_model(state, *notice, i, texts));
  if (!model.alternatives.empty()) model.alternatives_title = texts.tr("You could have instead");
  model.dismiss_word = texts.tr("Close");
  return model;
}

}  // namespace tandem::kiosk
