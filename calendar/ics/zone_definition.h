#pragma once
// The VTIMEZONE of a zone of the system, worked out from its tzdata: what a program that knows no tzdata, or an older
// one, needs to read our times. A change that comes every year by one rule becomes an RRULE, without end when tzdata
// has none; changes that follow no rule (Morocco's Ramadan) are listed as RDATEs. Pure, any thread.
//
//   2015      2016      2017      2018 …
//   +--^--v---+--^--v---+--^--v---+---…     ^ last Sunday of March, v last Sunday of October
//
// Written after RFC 5545 section 3.6.5.

#include "calendar/ics/event.h"
#include "calendar/time/zone.h"

namespace tandem::calendar {

// Right at every instant of `span`, and after it as long as the changes follow a rule. The first observance is in force
// when `span` begins. Clocks going forward by a change of daylight saving are DAYLIGHT and back STANDARD, also where
// tzdata counts winter as the saving (Dublin): programs expect it so.
[[nodiscard]] ZoneDefinition define_zone(const Zone& zone, const Interval& span);

}  // namespace tandem::calendar
