#include <libspeechd.h>

#include <cstdlib>

#include "platform/speech/speaker.h"

namespace tandem::platform {
namespace {

// The library's functions tell failure by a negative number.
constexpr int kOk = 0;

class SpeechDispatcher final : public SpeechEngine {
 public:
  SpeechDispatcher() = default;
  SpeechDispatcher(const SpeechDispatcher&) = delete;
  SpeechDispatcher& operator=(const SpeechDispatcher&) = delete;
  ~SpeechDispatcher() override { close(); }

  Status say(const Utterance& utterance) override {
    if (connection_ == nullptr) {
      if (const Status opened = open(); !opened) return opened;
    }
    const bool said = speak_in(utterance.language) && spd_say(connection_, SPD_MESSAGE, utterance.text.c_str()) > kOk;
    if (said) return {};
    close();
    return fail(ErrorKind::Unavailable, "the connection to Speech Dispatcher is lost");
  }

  void cancel() override {
    if (connection_ != nullptr && spd_cancel(connection_) < kOk) close();
  }

 private:
  Status open() {
    constexpr int kStartServer = 1;
    char* wrong = nullptr;
    SPDConnectionAddress* const address = spd_get_default_address(&wrong);
    if (address != nullptr)
      connection_ = spd_open2("tandem-kiosk", "screen", nullptr, SPD_MODE_SINGLE, address, kStartServer, &wrong);
    if (address != nullptr) SPDConnectionAddress__free(address);
    if (connection_ != nullptr) return {};
    const std::string reason = wrong != nullptr ? wrong : "no reason given";
    std::free(wrong);  // NOLINT: the library allocates it so
    return fail(ErrorKind::Unavailable, "Speech Dispatcher cannot be reached: " + reason);
  }

  bool speak_in(const std::string& language) {
    if (language == language_) return true;
    if (spd_set_language(connection_, language.c_str()) < kOk) return false;
    language_ = language;
    return true;
  }

  void close() {
    if (connection_ != nullptr) spd_close(connection_);
    connection_ = nullptr;
    language_.clear();
  }

  SPDConnection* connection_{nullptr};
  std::string language_;
};

}  // namespace

std::unique_ptr<SpeechEngine> speech_dispatcher() { return std::make_unique<SpeechDispatcher>(); }

}  // namespace tandem::platform
