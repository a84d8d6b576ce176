#include "kiosk/app/service_pin.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "platform/device/credentials.h"

namespace tandem::kiosk {
namespace {

namespace fs = std::filesystem;
using platform::ErrorKind;

class ServicePin : public testing::Test {
 protected:
  ServicePin() {
    std::string pattern = (fs::temp_directory_path() / "tandem-pin-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~ServicePin() override { fs::remove_all(folder_); }
  [[nodiscard]] fs::path file(const std::string& content, mode_t mode = 0640) const {
    const fs::path path = folder_ / "service.pin";
    std::ofstream(path) << content;
    ::chmod(path.c_str(), mode);
    return path;
  }
  fs::path folder_;
};

std::string made(const std::string& typed) {
  std::istringstream in(typed);
  std::ostringstream out;
  EXPECT_TRUE(make_service_pin(in, out));
  return out.str();
}

TEST_F(ServicePin, HashThatWasMadeIsReadAndMatches) {
  const auto hash = read_service_pin(file(made("24680\n")));
  ASSERT_TRUE(hash);
  EXPECT_TRUE(platform::pin_matches(*hash, "24680"));
  EXPECT_FALSE(platform::pin_matches(*hash, "24681"));
}

TEST_F(ServicePin, FileThatIsNotThereIsNotFound) {
  EXPECT_EQ(read_service_pin(folder_ / "none").error().kind, ErrorKind::NotFound);
}

TEST_F(ServicePin, FileForEverybodyIsDenied) {
  EXPECT_EQ(read_service_pin(file(made("24680"), 0644)).error().kind, ErrorKind::Denied);
}

TEST_F(ServicePin, ThePinItselfOrAnythingElseIsInvalid) {
  for (const std::string content : {"24680", "", "$argon2id$one\n$argon2id$two", "\xff\xfe\x01"})
    EXPECT_EQ(read_service_pin(file(content)).error().kind, ErrorKind::Invalid) << content;
}

TEST_F(ServicePin, ShortLongOrWordyPinsAreNotMade) {
  for (const std::string typed : {"", "123", "123456789", "12a4", " 1234"}) {
    std::istringstream in(typed);
    std::ostringstream out;
    EXPECT_EQ(make_service_pin(in, out).error().kind, ErrorKind::Invalid) << typed;
    EXPECT_EQ(out.str(), "");
  }
}

}  // namespace
}  // namespace tandem::kiosk
