#include "platform/base/led_clock.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>

#include "platform/base/check.h"

namespace tandem::platform {
namespace {

using std::chrono::milliseconds;

milliseconds read(std::int64_t& number) { return milliseconds{std::atomic_ref{number}.load()}; }

// MAP_FAILED when the file is of another size or cannot be mapped.
void* map(int descriptor) {
  struct stat about {};
  if (::fstat(descriptor, &about) != 0 || about.st_size != static_cast<off_t>(sizeof(LedTime))) return MAP_FAILED;
  return ::mmap(nullptr, sizeof(LedTime), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
}

}  // namespace

Result<std::unique_ptr<LedClock>> LedClock::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return fail(ErrorKind::NotFound, file.string() + " cannot be opened");
  void* const mapped = map(descriptor);
  ::close(descriptor);
  if (mapped == MAP_FAILED) return fail(ErrorKind::Invalid, file.string() + " is not a clock");
  return std::unique_ptr<LedClock>{new LedClock(static_cast<LedTime*>(mapped))};
}

LedClock::~LedClock() { ::munmap(shared_, sizeof(LedTime)); }

WallTime LedClock::wall() const { return machine_.wall() + read(shared_->wall_ahead_ms) + read(shared_->led_ms); }

SteadyTime LedClock::steady() const { return machine_.steady() + read(shared_->led_ms); }

void LedClock::lead(milliseconds by) {
  TANDEM_CHECK(by >= milliseconds{0});
  std::atomic_ref{shared_->led_ms}.fetch_add(by.count());
}

}  // namespace tandem::platform
