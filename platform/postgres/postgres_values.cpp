// Values as PostgreSQL's binary formats: a bigint is eight bytes, the highest first; text and bytea are themselves.

#include <libpq-fe.h>

#include "platform/base/check.h"
#include "platform/postgres/postgres_connection.h"

namespace tandem::platform {
namespace {

// Object ids of the built-in types (pg_type.dat).
constexpr unsigned kBytea = 17;
constexpr unsigned kBigint = 20;
constexpr unsigned kText = 25;
constexpr unsigned kInferred = 0;

constexpr int kByteBits = 8;
constexpr std::uint64_t kByte = 0xff;

}  // namespace

PostgresParameters& PostgresParameters::number(std::int64_t value) {
  std::string bytes(sizeof value, '\0');
  auto rest = static_cast<std::uint64_t>(value);
  for (auto place = bytes.rbegin(); place != bytes.rend(); ++place, rest >>= kByteBits) {
    *place = static_cast<char>(rest & kByte);
  }
  values_.push_back({kBigint, true, std::move(bytes)});
  return *this;
}

PostgresParameters& PostgresParameters::text(std::string_view value) {
  values_.push_back({kText, true, std::string(value)});
  return *this;
}

PostgresParameters& PostgresParameters::bytes(std::string_view value) {
  values_.push_back({kBytea, true, std::string(value)});
  return *this;
}

PostgresParameters& PostgresParameters::null() {
  values_.push_back({kInferred, false, {}});
  return *this;
}

PostgresParameters& PostgresParameters::add(const PostgresParameters& others) {
  values_.insert(values_.end(), others.values_.begin(), others.values_.end());
  return *this;
}

std::size_t PostgresRows::size() const { return static_cast<std::size_t>(PQntuples(result_.get())); }

std::int64_t PostgresRows::number(std::size_t row, int column) const {
  const int line = static_cast<int>(row);
  const auto* bytes = reinterpret_cast<const unsigned char*>(PQgetvalue(result_.get(), line, column));
  TANDEM_CHECK(PQgetlength(result_.get(), line, column) == sizeof(std::int64_t));  // the column is a bigint
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i) value = (value << kByteBits) | bytes[i];
  return static_cast<std::int64_t>(value);
}

std::string PostgresRows::text(std::size_t row, int column) const {
  const int line = static_cast<int>(row);
  return {PQgetvalue(result_.get(), line, column), static_cast<std::size_t>(PQgetlength(result_.get(), line, column))};
}

bool PostgresRows::is_null(std::size_t row, int column) const {
  return PQgetisnull(result_.get(), static_cast<int>(row), column) != 0;
}

}  // namespace tandem::platform
