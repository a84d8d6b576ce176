// Mutations that keep lines whole, beside libFuzzer's own of single bytes: calendars are made of lines, and two events
// of one UID or a rule in another component are rarely found byte by byte.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

using Random = std::minstd_rand;
using Lines = std::vector<std::string>;

// Each with its line end.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
    lines.emplace_back(line);
    text.remove_prefix(line.size());
  }
  return lines;
}

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::ptrdiff_t below(std::size_t count, Random& random) { return static_cast<std::ptrdiff_t>(random() % count); }

// Some lines in a row.
Lines part_of(const Lines& lines, Random& random) {
  const auto from = lines.begin() + below(lines.size(), random);
  const std::size_t most = std::min<std::size_t>(12, static_cast<std::size_t>(lines.end() - from));
  return {from, from + below(most, random) + 1};
}

void put_in(Lines& lines, const Lines& part, Random& random) {
  lines.insert(lines.begin() + below(lines.size() + 1, random), part.begin(), part.end());
}

void change_digit(std::string& line, Random& random) {
  const std::size_t at = line.find_first_of("0123456789", static_cast<std::size_t>(below(line.size(), random)));
  if (at != std::string::npos) line[at] = static_cast<char>('0' + below(10, random));
}

void change_lines(Lines& lines, Random& random) {
  switch (random() % 4) {
    case 0: return put_in(lines, part_of(lines, random), random);
    case 1: lines.erase(lines.begin() + below(lines.size(), random)); return;
    case 2: std::swap(lines[random() % lines.size()], lines[random() % lines.size()]); return;
    default: return change_digit(lines[random() % lines.size()], random);
  }
}

std::size_t written(const Lines& lines, std::uint8_t* data, std::size_t max_size) {
  std::size_t size = 0;
  for (const std::string& line : lines) {
    if (size + line.size() > max_size) break;
    std::memcpy(data + size, line.data(), line.size());
    size += line.size();
  }
  return size;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  Random random(seed);
  Lines lines = lines_of(text_of(data, size));
  if (lines.empty() || random() % 2 == 0) return LLVMFuzzerMutate(data, size, max_size);
  for (auto rounds = random() % 3 + 1; rounds > 0 && !lines.empty(); --rounds) change_lines(lines, random);
  const std::size_t changed = written(lines, data, max_size);
  return changed == 0 ? LLVMFuzzerMutate(data, size, max_size) : changed;
}

// Lines of the second calendar somewhere in the first.
extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size,
                                                 const std::uint8_t* second, std::size_t second_size, std::uint8_t* out,
                                                 std::size_t max_out_size, unsigned seed) {
  Random random(seed);
  Lines lines = lines_of(text_of(first, first_size));
  const Lines others = lines_of(text_of(second, second_size));
  if (!others.empty()) put_in(lines, part_of(others, random), random);
  return written(lines, out, max_out_size);
}
