#include <exception>

#include "kiosk/app/program.h"
#include "platform/base/log.h"

int main(int count, char** arguments) {
  try {
    return tandem::kiosk::run_program(count, arguments);
  } catch (const std::exception& error) {
    tandem::platform::log_error("kiosk", error.what());
    return 1;
  }
}
