// What must not be on a kiosk's disk is not in the bytes of its files: neither what another site has, nor what was
// taken away, nor what people said of their session once the server has it.
#include "sync/protocol/codec.h"
#include "tests/flows/kiosk_without_glass.h"
#include "tests/flows/one_process.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;
using calendar::BookingId;
using calendar::DeviceId;
using calendar::PersonId;
using calendar::RoomId;

// Names that stand nowhere by chance. Two sites; Quentin Underwood works at the kiosk's own and leaves.
constexpr const char* kImport = R"({"do": "import",
  "site": "name = \"Home\"\nzone = \"UTC\"\n[opening_hours]\nmonday = [\"08:00-19:00\"]\n[[site]]\nid = \"north\"\nname = \"Northern-Works\"\nzone = \"UTC\"\n[site.opening_hours]\nmonday = [\"08:00-19:00\"]\n",
  "people": "id,given_name,family_name,department,badge,site\np1,Annegret,Bergstrom,Sales,70001,\np2,Bartholomew,Colequist,Sales,70002,\np3,Quentin,Underwood,Sales,70003,\nn1-zebulon,Zebulon,Quagmire,Whaling-department,70004,north\nn2-xanthippe,Xanthippe,Yggdrasil,Whaling-department,70005,north\n",
  "topics": "id,name_fr,name_en\nai,IA,AI\n",
  "pairs": "id,mentor,mentee,started_on,topics\nb1,p1,p2,2026-10-01,ai\nnorthern-pair,n1-zebulon,n2-xanthippe,2026-10-01,ai\n",
  "rooms": "id,name,floor,seats,site\nr1,Loire,0,2,\nnorthern-room,Whale-hall,0,2,north\n"})";
constexpr const char* kWithoutQuentin = R"({"do": "import", "remove_missing": true,
  "people": "id,given_name,family_name,department,badge,site\np1,Annegret,Bergstrom,Sales,,\np2,Bartholomew,Colequist,Sales,,\nn1-zebulon,Zebulon,Quagmire,Whaling-department,,north\nn2-xanthippe,Xanthippe,Yggdrasil,Whaling-department,,north\n"})";

class PrivateOnDisk : public OneProcess {
 protected:
  void SetUp() override {
    OneProcess::SetUp();
    admin(kImport);
    home_ = plan("b1", "r1");
    northern_ = plan("northern-pair", "northern-room");
    ASSERT_TRUE(core_->enrol(DeviceId{"north-1"}));
    kiosk_ = std::make_unique<KioskWithoutGlass>(loop_, *core_, "home-1", folder_ / "kiosk.sqlite");
    ASSERT_TRUE(core_->set_rights(DeviceId{"home-1"}, {}));
    loop_.run_for(1min);
    at_north(1, calendar::CheckIn{northern_, PersonId{"n1-zebulon"}, core_->now()});
    at_north(2, calendar::RateSession{northern_, PersonId{"n1-zebulon"}, 4, core_->now()});
    loop_.run_for(1min);
    kiosk_->settle();
    ASSERT_EQ(kiosk_->snapshot().link, sync::LinkState::Online);
    ASSERT_EQ(kiosk_->snapshot().world->people.size(), 3U);
  }
  void TearDown() override { kiosk_.reset(); }

  BookingId plan(const char* pair, const char* room) {
    const calendar::Interval now{morning(), morning(60)};
    const auto planned = core_->commit_own(calendar::PlanSession{calendar::PairId{pair}, RoomId{room}, now, {}});
    EXPECT_TRUE(planned && planned->verdict == calendar::Verdict{calendar::Accepted{}}) << pair;
    return calendar::booking_id_of(core_->store().entries_after(planned->sequence - 1, 1)->front().origin);
  }
  void at_north(std::uint64_t number, const calendar::Command& command) {
    const auto done = core_->commit({{DeviceId{"north-1"}, number}, core_->now(), command});
    EXPECT_TRUE(done && done->verdict == calendar::Verdict{calendar::Accepted{}}) << number;
  }
  // Every file of the kiosk, as it lies on the disk now.
  bool on_disk(const std::string& text) const {
    bool found = false;
    for (const char* name : {"kiosk.sqlite", "kiosk.sqlite-wal"}) {
      std::ifstream file(folder_ / name, std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      found = found || bytes.find(text) != std::string::npos;
    }
    return found;
  }

  BookingId home_;
  BookingId northern_;
  std::unique_ptr<KioskWithoutGlass> kiosk_;
};

TEST_F(PrivateOnDisk, NothingOfAnotherSite) {
  for (const char* ours : {"Bergstrom", "Colequist", "Loire"}) EXPECT_TRUE(on_disk(ours)) << ours;
  for (const char* theirs :
       {"Zebulon", "Quagmire", "Xanthippe", "Yggdrasil", "Whal", "zebulon", "xanthippe", "northern", "Northern"}) {
    EXPECT_FALSE(on_disk(theirs)) << theirs;
  }
  EXPECT_FALSE(on_disk(northern_.text())) << "a booking, and so a rating, of theirs";
  const std::string badge = core_->world().people.at(PersonId{"n1-zebulon"}).badge_hash;
  ASSERT_FALSE(badge.empty());
  EXPECT_FALSE(on_disk(badge));
}

TEST_F(PrivateOnDisk, NobodyWhoHasLeft) {
  ASSERT_TRUE(on_disk("Underwood"));
  const std::string badge = core_->world().people.at(PersonId{"p3"}).badge_hash;
  ASSERT_TRUE(on_disk(badge));
  admin(kWithoutQuentin);
  loop_.run_for(1min);
  kiosk_->settle();
  ASSERT_FALSE(kiosk_->snapshot().world->people.contains(PersonId{"p3"}));
  loop_.run_for(1h);  // the kiosk goes on
  EXPECT_FALSE(on_disk("Underwood"));
  EXPECT_FALSE(on_disk(badge));
  EXPECT_TRUE(on_disk("Bergstrom"));
}

TEST_F(PrivateOnDisk, NothingOfARatingThatTheServerHas) {
  kiosk_->ask(calendar::CheckIn{home_, PersonId{"p1"}, core_->now()});
  loop_.run_for(1min);
  kiosk_->wire.pull();
  loop_.run();
  kiosk_->ask(calendar::RateSession{home_, PersonId{"p1"}, 3, core_->now()});
  kiosk_->settle();
  const std::string rating = sync::encode_command(kiosk_->last_outcome().command);
  ASSERT_TRUE(on_disk(rating)) << "it waits";
  kiosk_->wire.plug();
  loop_.run_for(1min);
  kiosk_->settle();
  ASSERT_TRUE(core_->world().sessions.begin()->second.mentor_rated);
  loop_.run_for(1h);
  EXPECT_FALSE(on_disk(rating));
}

TEST_F(PrivateOnDisk, NothingOfASiteThatItStoodAtBefore) {
  ASSERT_TRUE(core_->set_rights(DeviceId{"home-1"}, {calendar::SiteId{"north"}, {}, {}}));
  loop_.run_for(1min);
  kiosk_->settle();
  ASSERT_TRUE(kiosk_->snapshot().world->people.contains(PersonId{"n1-zebulon"}));
  loop_.run_for(1h);
  EXPECT_TRUE(on_disk("Quagmire"));
  for (const char* before : {"Bergstrom", "Colequist", "Underwood", "Loire"}) EXPECT_FALSE(on_disk(before)) << before;
}

}  // namespace
}  // namespace tandem::tests
