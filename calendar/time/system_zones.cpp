#include "calendar/time/system_zones.h"

#include <date/tz.h>

#include <unordered_map>

namespace tandem::calendar {
namespace {

struct ZoneIndex {
  std::unordered_map<std::string, std::string> by_name;
  std::unordered_map<std::string, std::vector<std::string>> by_place;
};

std::string folded(std::string_view name) {
  std::string out(name);
  for (char& letter : out) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (letter == ' ') letter = '_';
  }
  return out;
}

ZoneIndex index_of_system() {
  ZoneIndex index;
  for (const date::time_zone& zone : date::get_tzdb().zones) {
    const std::string& name = zone.name();
    index.by_name.emplace(folded(name), name);
    index.by_place[folded(name.substr(name.rfind('/') + 1))].push_back(name);
  }
  return index;
}

// Read once; never changed afterwards.
const ZoneIndex& system_index() {
  static const ZoneIndex index = index_of_system();
  return index;
}

}  // namespace

std::string_view system_zone_like(std::string_view name) {
  const auto& names = system_index().by_name;
  const auto found = names.find(folded(name));
  return found == names.end() ? std::string_view{} : found->second;
}

const std::vector<std::string>& system_zones_at(std::string_view place) {
  static const std::vector<std::string> none;
  const auto& places = system_index().by_place;
  const auto found = places.find(folded(place));
  return found == places.end() ? none : found->second;
}

}  // namespace tandem::calendar
