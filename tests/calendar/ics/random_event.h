#pragma once
// Events of every shape from a seed: all kinds of time, rules with every part, hostile text. Each comes with what a
// reader is to find, which differs where text holds what no calendar can carry (calendar/ics/content_line.h).

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "calendar/ics/write.h"

namespace tandem::tests {

struct RandomText {
  std::string given;
  std::string meant;
};

class RandomEvents {
 public:
  explicit RandomEvents(std::uint32_t seed) : random_(seed) {}

  struct Made {
    calendar::Event given;
    calendar::Event meant;
    std::vector<calendar::ZoneDefinition> given_zones;  // of every TZID in it
    std::vector<calendar::ZoneDefinition> meant_zones;  // the same, by the TZIDs that are meant
  };
  Made event();
  RandomText text(int most_pieces);

 private:
  int number(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  bool one_in(int chances) { return number(1, chances) == 1; }
  std::vector<int> numbers(int least, int most, bool negative_too);

  calendar::LocalTime local();
  calendar::EventTime time();
  calendar::EventDuration duration();
  calendar::ExtraDate extra_date();
  calendar::RecurrenceRule rule();
  std::optional<calendar::RuleUntil> until();
  calendar::ZoneObservance observance();

  std::mt19937 random_;
  std::vector<RandomText> tzids_;  // of the event that is being made; times hold the given one
};

}  // namespace tandem::tests
