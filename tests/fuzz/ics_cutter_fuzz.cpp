// Any bytes cut into components, in one piece and in chunks whose sizes the input chooses: the same components come
// out, each no longer than its limit, in the order of their lines.
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

#include "calendar/ics/component_cutter.h"
#include "calendar/ics/parse.h"
#include "tests/fuzz/cpu_limit.h"

namespace {

using namespace tandem::calendar;

struct Cut : ComponentSink {
  void take(const Component& component) override { components.push_back(component); }

  std::vector<Component> components;
  bool saw_calendar{false};
  bool calendar_closed{false};
  std::string default_tzid;
  std::string beginning;
};

// Fed in chunks of `next_size()` bytes.
template <class NextSize>
Cut cut_of(std::string_view text, NextSize&& next_size) {
  Cut cut;
  ComponentCutter cutter(cut);
  while (!text.empty()) {
    const std::string_view chunk = text.substr(0, next_size());
    cutter.push(chunk);
    text.remove_prefix(chunk.size());
  }
  cutter.finish();
  cut.saw_calendar = cutter.saw_calendar();
  cut.calendar_closed = cutter.calendar_closed();
  cut.default_tzid = cutter.default_tzid();
  cut.beginning = cutter.beginning();
  return cut;
}

std::uint_fast32_t seed_of(std::string_view text) {
  std::uint_fast32_t sum = 5381;
  for (const char letter : text) sum = (sum * 33 + static_cast<unsigned char>(letter)) % 4'294'967'291U;
  return sum;
}

bool same(const Component& a, const Component& b) {
  return a.kind == b.kind && a.line == b.line && a.text == b.text && a.stamp == b.stamp && a.defect == b.defect;
}

void check_same(const Cut& whole, const Cut& chunked) {
  TANDEM_CHECK(whole.components.size() == chunked.components.size());
  for (std::size_t i = 0; i < whole.components.size(); ++i) {
    TANDEM_CHECK(same(whole.components[i], chunked.components[i]));
  }
  TANDEM_CHECK(whole.saw_calendar == chunked.saw_calendar && whole.calendar_closed == chunked.calendar_closed);
  TANDEM_CHECK(whole.default_tzid == chunked.default_tzid && whole.beginning == chunked.beginning);
}

void check_components(const std::vector<Component>& components) {
  std::size_t line = 0;
  for (const Component& component : components) {
    TANDEM_CHECK(line < component.line && component.text.size() <= kMaxComponentBytes);
    line = component.line;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const Cut whole =
      tandem::fuzz::within_a_second([text] { return cut_of(text, [] { return std::string_view::npos; }); });
  check_components(whole.components);
  std::minstd_rand random(seed_of(text));
  const std::size_t most = random() % 64 + 1;
  check_same(whole, cut_of(text, [&random, most] { return random() % most + 1; }));
  return 0;
}
