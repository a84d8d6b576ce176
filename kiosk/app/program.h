#pragma once
// The whole program behind main(): options, clock, panel, then screenshots or the frame loop.

namespace tandem::kiosk {

// The exit code: 0, 1 when something needed is missing or lost, 2 for a wrong command line.
[[nodiscard]] int run_program(int count, const char* const* arguments);

}  // namespace tandem::kiosk
