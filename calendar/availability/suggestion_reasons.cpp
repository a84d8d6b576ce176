#include "calendar/availability/suggestion_reasons.h"

#include <algorithm>
#include <cstdlib>

#include "calendar/availability/score.h"

namespace tandem::calendar {
namespace {

constexpr int kTwo = 2;

bool right_size(const ReasonsFor& s) { return s.chosen.room->seats - s.request.seats <= score::kRightSizeSpare; }

void add_size(const ReasonsFor& s, std::vector<Reason>& reasons) {
  const int seats = s.chosen.room->seats;
  if (!right_size(s)) return;
  const bool for_two = seats == kTwo && s.request.seats == kTwo;
  reasons.push_back({for_two ? SuggestionReason::TwoSeats : SuggestionReason::RightSize, seats});
}

void add_equipment(const ReasonsFor& s, std::vector<Reason>& reasons) {
  const bool accessible = s.request.equipment.contains(kAccessible);
  if (s.request.equipment.size() > (accessible ? 1U : 0U)) reasons.push_back({SuggestionReason::HasEquipment, 0});
  if (accessible) reasons.push_back({SuggestionReason::Accessible, 0});
}

void add_floor(const ReasonsFor& s, std::vector<Reason>& reasons) {
  const int floor = s.chosen.room->floor;
  if (!s.request.people_floors) {
    if (floor == s.request.near_floor) reasons.push_back({SuggestionReason::SameFloor, floor});
    return;
  }
  const auto [mentor, mentee] = *s.request.people_floors;
  if (mentor == mentee) {
    if (floor == mentor) reasons.push_back({SuggestionReason::SameFloor, floor});
  } else if (std::abs(std::abs(floor - mentor) - std::abs(floor - mentee)) <= score::kNeutralDifference) {
    reasons.push_back({SuggestionReason::NeutralFloor, floor});
  }
}

void add_time(const ReasonsFor& s, std::vector<Reason>& reasons) {
  if (s.request.near_time) {
    const auto away = std::chrono::abs(s.start - *s.request.near_time);
    const auto days = std::chrono::floor<std::chrono::days>(away).count();
    if (away <= score::kNearCadence) reasons.push_back({SuggestionReason::NearCadenceDate, days});
  }
  if (s.soonest) reasons.push_back({SuggestionReason::Soonest, 0});
}

}  // namespace

std::vector<Reason> reasons_for(const ReasonsFor& s) {
  std::vector<Reason> reasons{{SuggestionReason::BothFree, 0}};
  add_size(s, reasons);
  add_equipment(s, reasons);
  add_floor(s, reasons);
  add_time(s, reasons);
  if (s.chosen.least_used) reasons.push_back({SuggestionReason::LeastUsedRoom, s.chosen.used.count()});
  if (right_size(s) && s.most_seats >= score::kLargeRoomSeats && s.chosen.room->seats < score::kLargeRoomSeats) {
    reasons.push_back({SuggestionReason::KeepsLargeRoomsFree, 0});
  }
  return reasons;
}

}  // namespace tandem::calendar
