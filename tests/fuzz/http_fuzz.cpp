// Any bytes as what a browser, a calendar program or tandem-admin sends: every request gets an answer with a status of
// HTTP, JSON where it says so, and nobody without the token changes anything.

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/check.h"
#include "platform/base/log.h"
#include "platform/net/http_text.h"
#include "sync/admin/admin.h"
#include "sync/web/web_routes.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace {

using namespace tandem;

constexpr const char* kToken = "t";

void check(const platform::HttpAnswer& answer) {
  TANDEM_CHECK(answer.status >= 200 && answer.status < 600);
  if (answer.content_type.starts_with("application/json")) {
    boost::system::error_code error;
    (void)boost::json::parse(answer.body, error);
    TANDEM_CHECK(!error);
  }
}

void answer_all(std::string_view bytes, sync::WebRoutes& routes) {
  platform::HttpRequestReader reader;
  reader.feed(bytes);
  for (;;) {
    const auto next = reader.next();
    if (!next || !*next) return;
    check(routes.answer((*next)->request));
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  testing::GTEST_FLAG(break_on_failure) = true;
  platform::set_log_level(platform::LogLevel::Error);
  return 0;
}

// The first byte: whether the rest is whole requests, or the body of one to the administration with the token.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  tests::CoreOnALoop core;
  core->set_admin_handler(sync::make_admin_handler(*core));
  sync::WebRoutes routes(*core, data[0] % 2 == 0 ? kToken : "not to be guessed");
  const auto before = core->head();
  if (data[0] % 2 == 0) {
    if (bytes.find("backup") != std::string_view::npos) return 0;  // writes the file it names
    platform::HttpRequest request{
        "POST", "/admin", {{"authorization", std::string("Bearer ") + kToken}}, std::string(bytes)};
    check(routes.answer(request));
    return 0;
  }
  answer_all(bytes, routes);
  TANDEM_CHECK(core->head() == before);
  return 0;
}
