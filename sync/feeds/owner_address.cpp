#include "sync/feeds/owner_address.h"

#include <algorithm>
#include <boost/url/parse.hpp>

namespace tandem::sync {
namespace {

// Enough to tell an address from a path or a name; it is compared with those of invitations, not written to.
bool is_address(const std::string& text) {
  const auto at = text.find('@');
  const bool one = at != std::string::npos && text.find('@', at + 1) == std::string::npos;
  return one && at > 0 && text.find('.', at) != std::string::npos && text.find_first_of(" \t/:") == std::string::npos;
}

}  // namespace

std::string owner_address(const FeedSource& source) {
  if (!source.email.empty()) return source.email;
  if (is_address(source.user)) return source.user;
  const auto url = boost::urls::parse_uri(source.url);
  if (!url) return {};
  const auto segments = url->segments();
  const auto found = std::find_if(segments.begin(), segments.end(), is_address);
  return found == segments.end() ? std::string{} : *found;
}

}  // namespace tandem::sync
