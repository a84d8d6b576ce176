#pragma once
// The identities of the programme. See platform/base/id.h.

#include "platform/base/id.h"

namespace tandem::calendar {

using PersonId = platform::Id<struct PersonTag>;
using PairId = platform::Id<struct PairTag>;
using SessionId = platform::Id<struct SessionTag>;
using TopicId = platform::Id<struct TopicTag>;
using RoomId = platform::Id<struct RoomTag>;
using BookingId = platform::Id<struct BookingTag>;
using SiteId = platform::Id<struct SiteTag>;
using DeviceId = platform::Id<struct DeviceTag>;

}  // namespace tandem::calendar
