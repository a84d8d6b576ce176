#include "platform/display/tone.h"

#include <SDL.h>
#include <pthread.h>

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "platform/base/log.h"

namespace tandem::platform {
namespace {

constexpr int kSamplesPerSecond = 22050;
constexpr std::chrono::milliseconds kNote{180};
constexpr double kLoudness = 0.25;  // of what the device can do

// Two notes, each swelling and fading, so that it does not click.
std::vector<std::int16_t> two_notes() {
  constexpr double kTwoPi = 6.283185307179586;
  const auto length = static_cast<std::size_t>(kSamplesPerSecond * kNote.count() / 1000);
  std::vector<std::int16_t> samples;
  samples.reserve(2 * length);
  for (const double hertz : {659.25, 523.25}) {  // e″, c″
    for (std::size_t i = 0; i < length; ++i) {
      const double share = static_cast<double>(i) / static_cast<double>(length);
      const double wave = std::sin(kTwoPi * hertz * static_cast<double>(i) / kSamplesPerSecond);
      const double swell = std::sin(kTwoPi / 2 * share);
      samples.push_back(static_cast<std::int16_t>(32767 * kLoudness * swell * wave));
    }
  }
  return samples;
}

class SdlTone final : public Tone {
 public:
  SdlTone() : worker_([this](const std::stop_token& stop) { work(stop); }) {}

  void play() override {
    const std::lock_guard lock{mutex_};
    wanted_ = true;
    more_.notify_one();
  }

 private:
  void work(const std::stop_token& stop) {
    ::pthread_setname_np(::pthread_self(), "tone");
    std::unique_lock lock{mutex_};
    while (more_.wait(lock, stop, [this] { return wanted_; }), !stop.stop_requested()) {
      wanted_ = false;
      lock.unlock();
      sound();
      lock.lock();
      // While it is heard; a kiosk that ends does not wait for it.
      more_.wait_for(lock, stop, 3 * kNote, [] { return false; });
      close();
    }
  }

  void sound() {
    SDL_AudioSpec wanted{};
    wanted.freq = kSamplesPerSecond;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = 1024;
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return complain();
    initialised_ = true;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device_ == 0) return complain();
    const std::vector<std::int16_t> notes = two_notes();
    SDL_QueueAudio(device_, notes.data(), static_cast<Uint32>(notes.size() * sizeof notes.front()));
    SDL_PauseAudioDevice(device_, 0);
  }

  void close() {
    if (device_ != 0) SDL_CloseAudioDevice(std::exchange(device_, 0));
    if (std::exchange(initialised_, false)) SDL_QuitSubSystem(SDL_INIT_AUDIO);
  }

  void complain() {
    if (!std::exchange(complained_, true)) log_info("display", std::string{"no tone can be heard: "} + SDL_GetError());
  }

  // The worker's.
  SDL_AudioDeviceID device_{0};
  bool initialised_{false};
  bool complained_{false};

  std::mutex mutex_;
  std::condition_variable_any more_;
  bool wanted_{false};
  std::jthread worker_;  // last: it uses everything above
};

}  // namespace

std::unique_ptr<Tone> make_tone() { return std::make_unique<SdlTone>(); }

}  // namespace tandem::platform
