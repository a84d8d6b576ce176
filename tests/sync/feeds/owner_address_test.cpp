#include "sync/feeds/owner_address.h"

#include <gtest/gtest.h>

namespace tandem::tests {
namespace {

std::string address_of(const std::string& url, const std::string& user = "") {
  return sync::owner_address({calendar::RoomId{"r1"}, url, user, ""});
}

TEST(OwnerAddress, TheOneTheProgrammeNamesBeforeAnyOther) {
  EXPECT_EQ(sync::owner_address({calendar::RoomId{"r1"}, "https://h/a@b.c/x.ics", "u@b.c", "", "loire@tandem.example"}),
            "loire@tandem.example");
}

TEST(OwnerAddress, TheUserWhenItIsOne) {
  EXPECT_EQ(address_of("https://mail.tandem.example/dav/", "loire@tandem.example"), "loire@tandem.example");
  EXPECT_EQ(address_of("https://mail.tandem.example/dav/", "loire"), "");
}

TEST(OwnerAddress, APartOfThePathThatIsOne) {
  EXPECT_EQ(address_of("https://calendar.google.com/calendar/ical/anna%40tandem.example/private-1/basic.ics"),
            "anna@tandem.example");
  EXPECT_EQ(address_of("https://user@host.example/feed.ics"), "");
}

TEST(OwnerAddress, NoneOfAFileOrAPathThatIsNoAddress) {
  EXPECT_EQ(address_of("/srv/r1@home.ics"), "");
  EXPECT_EQ(address_of(""), "");
  EXPECT_EQ(address_of("https://host.example/a%40b/@x.y/n@a@b.c/x.ics"), "");
}

}  // namespace
}  // namespace tandem::tests
