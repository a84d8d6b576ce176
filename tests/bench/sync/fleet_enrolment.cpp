// Enrols a fleet into a store that no server has open: a key and a certificate for each device, signed by the store's
// own authority, as tandem-server would after an administrator's word. Ten thousand requests with a code each would
// take the measurement longer than what it measures.
//
// Prints a line for each device: its name, its certificate and its key, PEM with | for the ends of lines, parted by
// tabs.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>

#include "platform/base/clock.h"
#include "platform/certificates/certificates.h"
#include "sync/authority/authority_keys.h"
#include "sync/authority/certificate_book.h"
#include "sync/log/log_store.h"

namespace tandem::bench {
namespace {

using platform::Result;
using platform::Status;

constexpr std::size_t kInATransaction = 500;
constexpr std::chrono::days kLife{30};

struct Options {
  std::string file;
  std::string postgres;
  std::string site;
  std::size_t devices{0};
};

void require(const Status& done, const char* what) {
  if (done) return;
  std::fprintf(stderr, "fleet_enrolment: %s: %s\n", what, done.error().message.c_str());
  std::exit(1);
}

template <class T>
T required(Result<T> result, const char* what) {
  if (!result) require(tl::unexpected(result.error()), what);
  return std::move(*result);
}

std::string in_a_line(std::string pem) {
  std::ranges::replace(pem, '\n', '|');
  return pem;
}

class Enrolment {
 public:
  Enrolment(sync::LogStore& store, std::string site, calendar::Instant now)
      : store_(store), site_(std::move(site)), now_(now), keys_(store), book_(store, kLife) {
    require(keys_.load(now), "authority");
  }

  void enrol(const std::string& name) {
    const std::string key = required(platform::make_private_key(), "key");
    const std::string request = required(platform::make_certificate_request(key, name), "request");
    const platform::CertificateOrder order{
        platform::CertificateUse::Device, name, {now_ - sync::kBackdated, now_ + kLife}, {}};
    const std::string certificate =
        required(platform::sign_request(keys_.current().signing, request, order), "certificate");
    const auto facts = required(platform::read_certificate(certificate), "certificate");
    const calendar::DeviceId device{name};
    require(book_.put({facts.fingerprint, device, facts.serial, facts.validity, false, true, keys_.newest()}), "book");
    require(store_.put_device({device, {}, now_, false, site_, calendar::DeviceMode::Lobby, std::nullopt}), "device");
    std::printf("%s\t%s\t%s\n", name.c_str(), in_a_line(certificate).c_str(), in_a_line(key).c_str());
  }

 private:
  sync::LogStore& store_;
  const std::string site_;
  const calendar::Instant now_;
  sync::AuthorityKeys keys_;
  sync::CertificateBook book_;
};

void run(const Options& options) {
  const platform::SystemClock clock;
  auto store = required(options.postgres.empty() ? sync::open_log_store(options.file)
                                                 : sync::open_shared_log_store({options.postgres}, clock),
                        "store");
  Enrolment enrolment(*store, options.site, std::chrono::floor<std::chrono::seconds>(clock.wall()));
  for (std::size_t n = 0; n < options.devices; n += kInATransaction) {
    const auto end = std::min(n + kInATransaction, options.devices);
    const auto done = store->transaction([&]() -> Status {
      for (auto device = n; device < end; ++device) enrolment.enrol("bench" + std::to_string(device));
      return {};
    });
    require(done, "transaction");
  }
}

}  // namespace
}  // namespace tandem::bench

int main(int count, char** words) {
  tandem::bench::Options options;
  CLI::App app{"Enrols a fleet into a store that no server has open.", "fleet_enrolment"};
  app.add_option("--file", options.file, "A server's SQLite store");
  app.add_option("--postgres", options.postgres, "Its database, instead");
  app.add_option("--site", options.site, "Where the devices stand");
  app.add_option("--devices", options.devices)->required();
  CLI11_PARSE(app, count, words);
  tandem::bench::run(options);
}
