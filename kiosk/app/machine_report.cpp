#include "kiosk/app/machine_report.h"

#include "kiosk/app/server_link.h"
#include "platform/base/recent_log.h"
#include "platform/device/machine.h"

namespace tandem::kiosk {

ServiceReport machine_report(const Options& options, std::optional<std::chrono::sys_seconds> certificate_until) {
  ServiceReport report;
  report.version = TANDEM_VERSION;
  report.device = options.device;
  report.celsius = platform::hottest_celsius();
  if (const auto space = platform::disk_space(data_folder(options)))
    report.storage = ServiceReport::Storage{space->free, space->total};
  report.certificate_until = certificate_until;
  report.brightness = platform::brightness_percent();
  report.log = platform::recent_log(kServiceLogLines);
  return report;
}

}  // namespace tandem::kiosk
