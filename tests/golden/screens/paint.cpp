#include "tests/golden/screens/paint.h"

#include <imgui.h>

#include "kiosk/ui/canvas.h"
#include "platform/base/check.h"
#include "platform/display/fonts.h"
#include "platform/display/rasterizer.h"

namespace tandem::kiosk::test {
namespace {

platform::FontFace face_of(ui::FontWeight weight) {
  return weight == ui::FontWeight::Regular ? platform::FontFace::Regular : platform::FontFace::SemiBold;
}

std::shared_ptr<const Texts> must_load(const std::string& catalogues, const std::string& language) {
  auto texts = load_texts(catalogues, language);
  TANDEM_CHECK(texts.has_value());
  return *texts;
}

}  // namespace

Painter::Painter(ui::Panel panel, const std::string& catalogues) : imgui_(ImGui::CreateContext()), context_(panel) {
  for (const char* language : {"fr", "en", "qps"}) texts_.emplace(language, must_load(catalogues, language));
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {static_cast<float>(panel.width), static_cast<float>(panel.height)};
  io.DeltaTime = 1.0F / 60;
  load_fonts();
}

void Painter::load_fonts() {
  ImGuiIO& io = ImGui::GetIO();
  const auto wanted = context_.font_requests();
  std::vector<platform::FontRequest> requests;
  for (const auto& request : wanted) requests.push_back({face_of(request.weight), request.pixels});
  const auto loaded = platform::build_fonts(*io.Fonts, requests);
  TANDEM_CHECK(loaded.has_value());
  ui::Fonts fonts;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    fonts.by_role.at(static_cast<std::size_t>(wanted[i].role)) = (*loaded)[i];
  context_.set_fonts(fonts);
  font_percent_ = context_.canvas().theme().appearance().text_percent;
}

Painter::~Painter() { ImGui::DestroyContext(imgui_); }

const Texts& Painter::texts_of(const std::string& language) const { return *texts_.at(language); }

std::vector<Action> Painter::frame(const AppState& state) {
  ImGui::SetCurrentContext(imgui_);
  ImGui::NewFrame();
  std::vector<Action> actions = draw(state, texts_of(state.language), context_);
  ImGui::Render();
  return actions;
}

void Painter::point(float x, float y, bool down) {
  ImGui::SetCurrentContext(imgui_);
  ImGui::GetIO().MousePos = {x, y};
  ImGui::GetIO().MouseDown[0] = down;
}

bool Painter::tap(const AppState& state, const std::string& target, std::vector<Action>& actions) {
  static_cast<void>(frame(state));
  const ui::Target* found = context_.targets().find(target);
  if (found == nullptr) return false;
  const float x = found->rect.middle_x();
  const float y = found->rect.middle_y();
  for (const bool down : {false, true, false}) {
    point(x, y, down);
    for (Action& action : frame(state)) actions.push_back(std::move(action));
  }
  return true;
}

platform::Image Painter::picture(const AppState& state) {
  point(-1, -1, false);
  context_.set_appearance(appearance_of(state));
  if (context_.canvas().theme().appearance().text_percent != font_percent_) load_fonts();
  static_cast<void>(frame(state));
  platform::Image image({context_.panel().width, context_.panel().height});
  platform::rasterize(*ImGui::GetDrawData(), platform::texture_of(*ImGui::GetIO().Fonts), platform::surface_of(image));
  return image;
}

bool Painter::has_glyphs(const std::string& text) const {
  ImGui::SetCurrentContext(imgui_);
  for (const ImFont* font : ImGui::GetIO().Fonts->Fonts)
    if (!platform::has_glyphs(*font, text)) return false;
  return true;
}

}  // namespace tandem::kiosk::test
