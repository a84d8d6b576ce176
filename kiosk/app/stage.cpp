#include "kiosk/app/stage.h"

#include <imgui.h>

#include <algorithm>

#include "platform/base/log.h"
#include "platform/device/paths.h"
#include "platform/display/fonts.h"

namespace tandem::kiosk {
namespace {

using platform::Result;
using platform::Status;

constexpr std::array kLanguages{"fr", "en", "qps"};

platform::FontFace face_of(ui::FontWeight weight) {
  switch (weight) {
    case ui::FontWeight::Regular: return platform::FontFace::Regular;
    case ui::FontWeight::Medium: return platform::FontFace::Medium;
    case ui::FontWeight::SemiBold: return platform::FontFace::SemiBold;
    case ui::FontWeight::Bold: return platform::FontFace::Bold;
  }
  return platform::FontFace::Regular;
}

}  // namespace

void Stage::DestroyImGui::operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }

Stage::~Stage() = default;

Result<std::unique_ptr<Stage>> Stage::open(const Options& options) {
  std::unique_ptr<Stage> stage{new Stage};
  stage->panel_inches_ = options.panel_inches;
  if (const Status loaded = stage->load_languages(); !loaded) return tl::unexpected(loaded.error());
  auto window = platform::open_window(options.window);
  if (!window) return tl::unexpected(window.error());
  stage->window_ = std::move(*window);
  stage->imgui_.reset(ImGui::CreateContext());
  ImGui::GetIO().IniFilename = nullptr;  // nothing is kept of where windows were
  platform::InputFeed::attach(ImGui::GetIO());
  stage->context_ = std::make_unique<ui::Context>(stage->panel());
  if (const Status loaded = stage->load_fonts(); !loaded) return tl::unexpected(loaded.error());
  platform::log_info("kiosk", "drawing with " + stage->window_->renderer());
  return stage;
}

ui::Panel Stage::panel() const {
  const platform::PixelSize size = window_->size();
  ui::Panel panel = ui::panel_of_pixels(size.width, size.height);
  if (panel_inches_ > 0) {
    panel.pixels_per_mm = static_cast<float>(platform::pixels_per_millimetre({size, panel_inches_}));
  }
  return panel;
}

Status Stage::load_fonts() {
  const std::vector<ui::FontRequest> wanted = context_->font_requests();
  std::vector<platform::FontRequest> requests;
  for (const ui::FontRequest& request : wanted) requests.push_back({face_of(request.weight), request.pixels});
  const auto loaded = platform::build_fonts(*ImGui::GetIO().Fonts, requests);
  if (!loaded) return tl::unexpected(loaded.error());
  ui::Fonts fonts;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    fonts.by_role.at(static_cast<std::size_t>(wanted[i].role)) = (*loaded)[i];
  }
  context_->set_fonts(fonts);
  return window_->use_fonts(*ImGui::GetIO().Fonts);
}

Status Stage::load_languages() {
  const auto catalogues = platform::program_directory().parent_path() / "share/locale";
  for (const char* const language : kLanguages) {
    auto texts = load_texts(catalogues, language);
    if (!texts) return tl::unexpected(texts.error());
    texts_.emplace(language, std::move(*texts));
  }
  return {};
}

const Texts& Stage::texts_of(const std::string& language) const {
  const auto known = texts_.find(language);
  return *(known != texts_.end() ? known : texts_.begin())->second;
}

Status Stage::resize() {
  context_->set_panel(panel());
  return load_fonts();
}

Result<std::vector<Action>> Stage::draw(const AppState& state) {
  if (context_->set_appearance(appearance_of(state))) {
    if (const Status loaded = load_fonts(); !loaded) return tl::unexpected(loaded.error());
  }
  ImGuiIO& io = ImGui::GetIO();
  constexpr float kShortest = 1e-4F;  // ImGui wants time to pass
  io.DeltaTime = std::max(std::chrono::duration<float>(since_frame_.lap()).count(), kShortest);
  const platform::PixelSize size = window_->size();
  io.DisplaySize = ImVec2{static_cast<float>(size.width), static_cast<float>(size.height)};
  input_.feed(io);
  ImGui::NewFrame();
  std::vector<Action> actions = kiosk::draw(state, texts_of(state.language), *context_);
  ImGui::Render();
  ++frames_;
  if (const Status shown = window_->present(*ImGui::GetDrawData()); !shown) return tl::unexpected(shown.error());
  return actions;
}

platform::Image Stage::capture() { return window_->capture(*ImGui::GetDrawData()); }

}  // namespace tandem::kiosk
