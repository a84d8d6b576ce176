#include "kiosk/screens/notice/view_model.h"

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

std::string headline(const Notice& notice, const Texts& texts) {
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

AlternativeModel alternative_model(const AppState& state, const Choice& choice, std::size_t index, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  return {index, day_word(state, choice.when.start, texts) + ", " + texts.span(choice.when, site_zone(world)),
          room_name(world, choice.room) + " · " + room_floor(world, choice.room, texts)};
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
  for (const Choice& choice : notice->alternatives)
    model.alternatives.push_back(alternative_model(state, choice, model.alternatives.size(), texts));
  if (!model.alternatives.empty()) model.alternatives_title = texts.tr("You could have instead");
  model.dismiss_word = texts.tr("Close");
  return model;
}

}  // namespace tandem::kiosk
