#pragma once
// What a device keeps once it is enrolled: who it is, its private key, its certificate, and the authorities it believes
// (the pins: the one in force and the next one). One file, so that a renewal is there as a whole or not at all; mode
// 0600; the key is made on the device and leaves it nowhere. Any thread.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/net/frame_dialer.h"
#include "sync/enrolment/enrolment_messages.h"

namespace tandem::sync {

inline constexpr const char* kIdentityFile = "identity.json";

struct DeviceIdentity {
  Approval approval;
  std::string private_key;  // PEM
  bool operator==(const DeviceIdentity&) const = default;
};

[[nodiscard]] std::string encode_identity(const DeviceIdentity& identity);
// Corrupt when it is not one, its key is not its certificate's, or it believes nobody.
[[nodiscard]] platform::Result<DeviceIdentity> decode_identity(std::string_view text);

// Nothing when the file is not there. Denied when others can read it; Corrupt.
[[nodiscard]] platform::Result<std::optional<DeviceIdentity>> load_identity(const std::filesystem::path& file);
// Full, Denied.
[[nodiscard]] platform::Status save_identity(const std::filesystem::path& file, const DeviceIdentity& identity);

// For TLS.
[[nodiscard]] platform::ClientIdentity client_identity(const DeviceIdentity& identity);

}  // namespace tandem::sync
