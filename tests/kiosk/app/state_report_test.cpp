#include "kiosk/app/state_report.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace tandem::kiosk {
namespace {

namespace json = boost::json;

AppState empty_state() {
  AppState state;
  auto snapshot = std::make_shared<sync::Snapshot>();
  snapshot->world = std::make_shared<const calendar::World>();
  snapshot->link = sync::LinkState::Online;
  state.snapshot = snapshot;
  state.language = "fr";
  return state;
}

TEST(StateReport, IsOneLineOfJson) {
  const std::string line = state_report(empty_state(), {}, {});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const json::object report = json::parse(line).as_object();
  EXPECT_EQ(report.at("screen").as_string(), "today");
  EXPECT_EQ(report.at("link").as_string(), "online");
  EXPECT_EQ(report.at("lang").as_string(), "fr");
  EXPECT_TRUE(report.at("targets").as_array().empty());
  EXPECT_TRUE(report.at("identified").is_null());
}

TEST(StateReport, TellsWhereTargetsAre) {
  ui::Targets targets;
  targets.add({"today.identify", "Je suis là", {10, 20, 30, 40}, true});
  const json::object report = json::parse(state_report(empty_state(), targets, {})).as_object();
  const json::object target = report.at("targets").as_array().at(0).as_object();
  EXPECT_EQ(target.at("id").as_string(), "today.identify");
  EXPECT_EQ(target.at("label").as_string(), "Je suis là");
  EXPECT_EQ(target.at("w").to_number<double>(), 30);
}

TEST(StateReport, TellsWhatBecameOfCommands) {
  AppState state = empty_state();
  auto snapshot = std::make_shared<sync::Snapshot>(*state.snapshot);
  sync::CommandOutcome outcome;
  outcome.ticket = 4;
  outcome.command = {{calendar::DeviceId{"k"}, 9}, {}, calendar::CancelBooking{calendar::BookingId{"b"}, std::nullopt}};
  outcome.progress = sync::CommandProgress::Refused;
  outcome.verdict = calendar::Refused{calendar::RefusalReason::RoomTaken};
  snapshot->outcomes.push_back(outcome);
  state.snapshot = snapshot;
  const json::object report = json::parse(state_report(state, {}, {})).as_object();
  const json::object told = report.at("outcomes").as_array().at(0).as_object();
  EXPECT_EQ(told.at("number").to_number<int>(), 9);
  EXPECT_EQ(told.at("command").as_string(), "CancelBooking");
  EXPECT_EQ(told.at("progress").as_string(), "refused");
  EXPECT_EQ(told.at("reason").to_number<int>(), 3);
}

}  // namespace
}  // namespace tandem::kiosk
