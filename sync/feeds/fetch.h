#pragma once
// Flow step fetch(): the text of a feed, over HTTP(S) or webcal or from a file, in pieces as it arrives. Blocks; any
// thread.

#include <functional>
#include <string>

#include "platform/base/result.h"
#include "platform/net/http_client.h"
#include "sync/feeds/feed_job.h"

namespace tandem::sync {

// One request; as http_get(), with or without HttpGet::take_body.
using HttpGetter = std::function<platform::Result<platform::HttpFetched>(const platform::HttpGet&)>;

// A feed server gets this long for everything; a company calendar answers in seconds.
inline constexpr std::chrono::seconds kFeedTimeout{30};

// Hears of the text in pieces; its error ends the reading.
using TextSink = std::function<platform::Status(std::string_view bytes)>;

// Success: `take` has heard of the whole text, unless it is not modified; the body is empty. `conditional`: "not
// modified" is answer enough. Errors as in http_get() and of `take`; for files NotFound, Denied, TooLarge, and Invalid
// for what is not a regular file. Messages hold no address and no password.
[[nodiscard]] platform::Result<platform::HttpFetched> fetch(const FeedJob& job, bool conditional, const HttpGetter& get,
                                                            const TextSink& take);

}  // namespace tandem::sync
