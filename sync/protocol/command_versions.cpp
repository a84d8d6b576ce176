#include "sync/protocol/command_versions.h"

namespace tandem::sync {
namespace {

constexpr std::uint32_t kFirst = 1;
constexpr std::uint32_t kSeriesAndWrapUp = 3;

struct VersionOf {
  std::uint32_t operator()(const calendar::BookSeries&) const { return kSeriesAndWrapUp; }
  std::uint32_t operator()(const calendar::PlanSeries&) const { return kSeriesAndWrapUp; }
  std::uint32_t operator()(const calendar::CancelRest&) const { return kSeriesAndWrapUp; }
  std::uint32_t operator()(const calendar::RateSession&) const { return kSeriesAndWrapUp; }
  std::uint32_t operator()(const calendar::TickTopics&) const { return kSeriesAndWrapUp; }
  std::uint32_t operator()(const calendar::GiveUpLease&) const { return kSeriesAndWrapUp; }
  template <class Command>
  std::uint32_t operator()(const Command&) const {
    return kFirst;
  }
};

}  // namespace

std::uint32_t version_of(const calendar::Command& command) { return std::visit(VersionOf{}, command); }

}  // namespace tandem::sync
