#include "platform/config/config_file.h"

#include <toml++/toml.h>

#include <fstream>
#include <set>
#include <sstream>
#include <utility>

namespace tandem::platform {

struct ConfigFile::Content {
  std::filesystem::path file;
  toml::table root;
  std::set<std::string> asked;
  std::string first_wrong;

  [[nodiscard]] std::string at(const toml::source_region& source) const {
    return file.string() + ":" + std::to_string(source.begin.line) + ": ";
  }
  const toml::node* find(const std::string& key) {
    asked.insert(key);
    return root.at_path(key).node();
  }
  void say(const toml::node* node, const std::string& key, const std::string& what) {
    if (!first_wrong.empty()) return;
    first_wrong = (node == nullptr ? file.string() + ": " : at(node->source())) + key + " " + what;
  }
  // The first key below `table` that nobody asked for.
  void look_for_unknown(const toml::table& table, const std::string& prefix) {
    for (const auto& [key, value] : table) {
      const auto name = prefix + std::string(key.str());
      if (asked.contains(name)) continue;
      if (value.is_table()) {
        look_for_unknown(*value.as_table(), name + ".");
      } else {
        say(&value, name, "is not a key that is read here: " + known_below(prefix));
      }
    }
  }
  [[nodiscard]] std::string known_below(const std::string& prefix) const {
    std::string known;
    for (const auto& key : asked) {
      const bool below = key.starts_with(prefix) && key.find('.', prefix.size()) == std::string::npos;
      if (below) known += (known.empty() ? "" : ", ") + key.substr(prefix.size());
    }
    return known.empty() ? "remove it" : "the keys are " + known;
  }
};

namespace {

Result<std::string> read_whole(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return fail(ErrorKind::NotFound, "there is no configuration file " + file.string());
  }
  if (std::filesystem::file_size(file, error) > kMaxConfigBytes || error) {
    return fail(ErrorKind::TooLarge, file.string() + " is over " + std::to_string(kMaxConfigBytes) + " bytes");
  }
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf() || stream.eof())) {
    return fail(ErrorKind::Denied, file.string() + " cannot be read: check who may read it");
  }
  return std::move(text).str();
}

}  // namespace

ConfigFile::ConfigFile(std::unique_ptr<Content> content) : content_(std::move(content)) {}
ConfigFile::ConfigFile(ConfigFile&&) noexcept = default;
ConfigFile& ConfigFile::operator=(ConfigFile&&) noexcept = default;
ConfigFile::~ConfigFile() = default;

Result<ConfigFile> ConfigFile::load(const std::filesystem::path& file) {
  auto text = read_whole(file);
  if (!text) return tl::unexpected(text.error());
  return parse(*text, file);
}

Result<ConfigFile> ConfigFile::parse(std::string_view text, const std::filesystem::path& file) {
  if (text.size() > kMaxConfigBytes) {
    return fail(ErrorKind::TooLarge, file.string() + " is over " + std::to_string(kMaxConfigBytes) + " bytes");
  }
  auto content = std::make_unique<Content>();
  content->file = file;
  try {
    content->root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    return fail(ErrorKind::Invalid, content->at(error.source()) + std::string(error.description()));
  }
  return ConfigFile(std::move(content));
}

std::string ConfigFile::text(const std::string& key, const std::string& fallback) {
  const auto* node = content_->find(key);
  if (node == nullptr) return fallback;
  if (const auto* value = node->as_string()) return value->get();
  content_->say(node, key, "has to be text in quotation marks");
  return fallback;
}

std::string ConfigFile::required_text(const std::string& key, const std::string& why) {
  auto value = text(key, {});
  if (value.empty()) content_->say(content_->find(key), key, "is missing: " + why);
  return value;
}

bool ConfigFile::flag(const std::string& key, bool fallback) {
  const auto* node = content_->find(key);
  if (node == nullptr) return fallback;
  if (const auto* value = node->as_boolean()) return value->get();
  content_->say(node, key, "has to be true or false");
  return fallback;
}

std::int64_t ConfigFile::number(const std::string& key, std::int64_t fallback, Limits<std::int64_t> limits) {
  const auto* node = content_->find(key);
  if (node == nullptr) return fallback;
  const auto* value = node->as_integer();
  if (value != nullptr && limits.least <= value->get() && value->get() <= limits.most) return value->get();
  content_->say(node, key,
                "has to be a whole number from " + std::to_string(limits.least) + " to " + std::to_string(limits.most));
  return fallback;
}

std::chrono::seconds ConfigFile::duration(const std::string& key, std::chrono::seconds fallback,
                                          Limits<std::chrono::seconds> limits) {
  const auto* node = content_->find(key);
  if (node == nullptr) return fallback;
  Result<std::chrono::seconds> value = fail(ErrorKind::Invalid, "has to be a duration like \"10 min\"");
  if (const auto* count = node->as_integer()) value = parse_duration(std::to_string(count->get()));
  if (const auto* words = node->as_string()) value = parse_duration(words->get());
  if (!value) {
    content_->say(node, key, value.error().message);
  } else if (*value < limits.least || *value > limits.most) {
    content_->say(node, key,
                  "has to be from " + std::to_string(limits.least.count()) + " to " +
                      std::to_string(limits.most.count()) + " seconds");
  } else {
    return *value;
  }
  return fallback;
}

std::filesystem::path ConfigFile::path(const std::string& key) {
  const auto value = text(key, {});
  if (value.empty()) return {};
  return (std::filesystem::absolute(content_->file).parent_path() / value).lexically_normal();
}

std::vector<std::string> ConfigFile::texts(const std::string& key) {
  const auto* node = content_->find(key);
  std::vector<std::string> values;
  if (node == nullptr) return values;
  const auto* list = node->as_array();
  if (list == nullptr || !(list->empty() || list->is_homogeneous<std::string>())) {
    content_->say(node, key, "has to be a list of texts: [\"one\", \"two\"]");
    return values;
  }
  for (const auto& item : *list) values.push_back(item.as_string()->get());
  return values;
}

bool ConfigFile::has(const std::string& key) const { return static_cast<bool>(content_->root.at_path(key)); }

void ConfigFile::wrong(const std::string& key, const std::string& what) {
  content_->say(content_->root.at_path(key).node(), key, what);
}

Status ConfigFile::finish() {
  content_->look_for_unknown(content_->root, {});
  if (content_->first_wrong.empty()) return {};
  return fail(ErrorKind::Invalid, content_->first_wrong);
}

}  // namespace tandem::platform
