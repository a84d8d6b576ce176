#include "sync/feeds/fetch.h"

#include <boost/url/pct_string_view.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

#include "calendar/busy/feed_busy.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::HttpFetched;
using platform::Result;

bool starts_with_scheme(const std::string& url) { return url.find("://") != std::string::npos; }

// The path of "file:///a%20b", of "file:/a" and of a plain path; nullopt for a network address or a wrong escape.
std::optional<std::filesystem::path> file_path(const std::string& url) {
  constexpr std::string_view kScheme = "file:";
  if (url.compare(0, kScheme.size(), kScheme) != 0) {
    if (starts_with_scheme(url)) return std::nullopt;
    return std::filesystem::path{url};
  }
  std::string path = url.substr(kScheme.size());
  if (path.compare(0, 2, "//") == 0) path.erase(0, 2);
  const auto escaped = boost::urls::make_pct_string_view(path);
  if (!escaped) return std::nullopt;
  return std::filesystem::path{escaped->decode()};
}

// Changes when the file does; stands for an ETag.
std::string stamp_of(const std::filesystem::path& path, std::uintmax_t size) {
  std::error_code error;
  const auto written = std::filesystem::last_write_time(path, error);
  return std::to_string(size) + "-" + std::to_string(written.time_since_epoch().count());
}

platform::Status read_pieces(const std::filesystem::path& path, const TextSink& take) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return platform::fail(ErrorKind::Denied, "the file cannot be read");
  std::vector<char> piece(std::size_t{64} * 1024);
  std::size_t total = 0;
  while (file.read(piece.data(), std::ssize(piece)) || file.gcount() > 0) {
    const auto size = static_cast<std::size_t>(file.gcount());
    total += size;
    if (total > calendar::kMaxFeedBytes) return platform::fail(ErrorKind::TooLarge, "larger than a feed may be");
    if (auto taken = take({piece.data(), size}); !taken) return taken;
  }
  if (!file.eof()) return platform::fail(ErrorKind::Denied, "the file cannot be read");
  return {};
}

Result<HttpFetched> read_file(const std::filesystem::path& path, const std::string& known_stamp, const TextSink& take) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return platform::fail(ErrorKind::NotFound, "there is no such file");
  if (!std::filesystem::is_regular_file(status)) return platform::fail(ErrorKind::Invalid, "not a regular file");
  const auto size = std::filesystem::file_size(path, error);
  if (size > calendar::kMaxFeedBytes) return platform::fail(ErrorKind::TooLarge, "larger than a feed may be");
  HttpFetched fetched;
  fetched.etag = stamp_of(path, size);
  fetched.not_modified = !known_stamp.empty() && fetched.etag == known_stamp;
  if (fetched.not_modified) return fetched;
  if (const auto read = read_pieces(path, take); !read) return tl::unexpected(read.error());
  return fetched;
}

}  // namespace

Result<HttpFetched> fetch(const FeedJob& job, bool conditional, const HttpGetter& get, const TextSink& take) {
  if (const auto path = file_path(job.source.url)) return read_file(*path, conditional ? job.etag : "", take);
  platform::HttpGet request;
  request.url = job.source.url;
  request.user = job.source.user;
  request.password = job.source.password;
  if (conditional) {
    request.etag = job.etag;
    request.last_modified = job.last_modified;
  }
  request.max_bytes = calendar::kMaxFeedBytes;
  request.total_timeout = kFeedTimeout;
  request.take_body = take;
  auto fetched = get(request);
  // Who answers with a whole body has it taken as one piece.
  if (!fetched || fetched->body.empty()) return fetched;
  if (const auto taken = take(fetched->body); !taken) return tl::unexpected(taken.error());
  fetched->body.clear();
  return fetched;
}

}  // namespace tandem::sync
