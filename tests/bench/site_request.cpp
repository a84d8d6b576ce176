#include "tests/bench/site_request.h"

#include <array>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>

namespace tandem::bench {

std::string site_request(const std::string& folder) {
  constexpr std::array kFiles{"site.toml", "people.csv", "pairs.csv", "rooms.csv", "topics.csv"};
  boost::json::object request{{"do", "import"}, {"folder", folder}};
  for (const std::string name : kFiles) {
    std::ifstream file{folder + "/" + name};
    if (!file) {
      std::fprintf(stderr, "cannot read %s/%s\n", folder.c_str(), name.c_str());
      std::exit(1);
    }
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    static const std::regex kCalendar{"calendars/[^,\n]*"};
    request[name.substr(0, name.find('.'))] = std::regex_replace(text, kCalendar, "");
  }
  return boost::json::serialize(request);
}

}  // namespace tandem::bench
