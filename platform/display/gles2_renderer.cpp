// OpenGL ES 2: one program, one vertex and one index buffer, the atlas as an alpha texture, scissor boxes.

#include <GLES2/gl2.h>
#include <SDL.h>
#include <imgui.h>

#include <array>
#include <cstddef>
#include <string>

#include "platform/display/clip.h"
#include "platform/display/rasterizer.h"
#include "platform/display/renderer.h"

namespace tandem::platform {
namespace {

enum Attribute : GLuint { kPosition = 0, kTexture = 1, kColor = 2 };

constexpr const char* kVertexShader = R"(
uniform vec2 origin;
uniform vec2 scale;
attribute vec2 position;
attribute vec2 texture;
attribute vec4 color;
varying vec2 at;
varying vec4 tint;
void main() {
  at = texture;
  tint = color;
  vec2 place = (position - origin) * scale;
  gl_Position = vec4(place.x - 1.0, 1.0 - place.y, 0.0, 1.0);
}
)";

// Places in an atlas of 2048 texels need more than the ten bits that mediump promises.
constexpr const char* kFragmentShader = R"(
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
uniform sampler2D atlas;
varying vec2 at;
varying vec4 tint;
void main() { gl_FragColor = vec4(tint.rgb, tint.a * texture2D(atlas, at).a); }
)";

const void* offset(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

Result<GLuint> compile(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  GLint good = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
  if (good == GL_TRUE) return shader;
  std::array<char, 512> said{};
  glGetShaderInfoLog(shader, static_cast<GLsizei>(said.size()) - 1, nullptr, said.data());
  glDeleteShader(shader);
  return fail(ErrorKind::Unavailable, std::string{"shader: "} + said.data());
}

Result<GLuint> link_program() {
  const auto vertex = compile(GL_VERTEX_SHADER, kVertexShader);
  if (!vertex) return tl::unexpected(vertex.error());
  const auto fragment = compile(GL_FRAGMENT_SHADER, kFragmentShader);
  if (!fragment) return tl::unexpected(fragment.error());
  const GLuint program = glCreateProgram();
  glAttachShader(program, *vertex);
  glAttachShader(program, *fragment);
  glBindAttribLocation(program, kPosition, "position");
  glBindAttribLocation(program, kTexture, "texture");
  glBindAttribLocation(program, kColor, "color");
  glLinkProgram(program);
  glDeleteShader(*vertex);
  glDeleteShader(*fragment);
  GLint good = GL_FALSE;
  glGetProgramiv(program, GL_LINK_STATUS, &good);
  if (good == GL_TRUE) return program;
  glDeleteProgram(program);
  return fail(ErrorKind::Unavailable, "the shaders do not link");
}

class Gles2Renderer final : public Renderer {
 public:
  Gles2Renderer(SDL_Window* window, SDL_GLContext context) : window_(window), context_(context) {}
  Gles2Renderer(const Gles2Renderer&) = delete;
  Gles2Renderer& operator=(const Gles2Renderer&) = delete;
  ~Gles2Renderer() override { SDL_GL_DeleteContext(context_); }  // with everything made in it

  Status start() {
    const auto program = link_program();
    if (!program) return tl::unexpected(program.error());
    program_ = *program;
    origin_ = glGetUniformLocation(program_, "origin");
    scale_ = glGetUniformLocation(program_, "scale");
    glGenBuffers(1, &vertices_);
    glGenBuffers(1, &indices_);
    glGenTextures(1, &texture_);
    SDL_GL_SetSwapInterval(1);
    return {};
  }

  std::string name() const override {
    const auto* said = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    return std::string{"gles2 ("} + (said != nullptr ? said : "?") + ")";
  }

  Status use_fonts(ImFontAtlas& atlas) override {
    const AlphaTexture alpha = texture_of(atlas);
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (alpha.width > largest || alpha.height > largest) {
      return fail(ErrorKind::TooLarge, "the fonts need a larger texture than this GPU has");
    }
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_ALPHA, alpha.width, alpha.height, 0, GL_ALPHA, GL_UNSIGNED_BYTE, alpha.texels);
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    return {};
  }

  Status present(const ImDrawData& data, PixelSize size) override {
    draw(data, size);
    SDL_GL_SwapWindow(window_);
    return {};
  }

  Image capture(const ImDrawData& data, PixelSize size) override {
    draw(data, size);
    Image image{size}, upside_down{size};
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.pixels.data());
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        const std::uint32_t rgba = upside_down.at(x, size.height - 1 - y);
        image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(x)] =
            0xff000000U | (rgba & 0xffU) << 16U | (rgba & 0xff00U) | (rgba >> 16U & 0xffU);
      }
    }
    return image;
  }

 private:
  void draw(const ImDrawData& data, PixelSize size) {
    glViewport(0, 0, size.width, size.height);
    glDisable(GL_SCISSOR_TEST);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    bind(data);
    for (int i = 0; i < data.CmdListsCount; ++i) draw_list(data, *data.CmdLists[i], size);
  }

  void bind(const ImDrawData& data) {
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDisable(GL_CULL_FACE);
    glDisable(GL_DEPTH_TEST);
    glEnable(GL_SCISSOR_TEST);
    glUseProgram(program_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glUniform2f(origin_, data.DisplayPos.x, data.DisplayPos.y);
    glUniform2f(scale_, 2 / data.DisplaySize.x, 2 / data.DisplaySize.y);
    glBindBuffer(GL_ARRAY_BUFFER, vertices_);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    for (const GLuint attribute : {kPosition, kTexture, kColor}) glEnableVertexAttribArray(attribute);
  }

  static void draw_list(const ImDrawData& data, const ImDrawList& list, PixelSize size) {
    glBufferData(GL_ARRAY_BUFFER, list.VtxBuffer.size_in_bytes(), list.VtxBuffer.Data, GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer.size_in_bytes(), list.IdxBuffer.Data, GL_STREAM_DRAW);
    static_assert(sizeof(ImDrawIdx) == sizeof(GLushort));
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const pixels::Box clip = clip_of(command, data, size);
      if (command.UserCallback != nullptr || clip.left >= clip.right || clip.top >= clip.bottom) continue;
      glScissor(static_cast<GLint>(clip.left), static_cast<GLint>(size.height - clip.bottom),
                static_cast<GLsizei>(clip.right - clip.left), static_cast<GLsizei>(clip.bottom - clip.top));
      point_at(command.VtxOffset);
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_SHORT,
                     offset(command.IdxOffset * sizeof(ImDrawIdx)));
    }
  }

  // ES 2 has no base vertex: the attributes start there instead.
  static void point_at(std::size_t first_vertex) {
    constexpr GLsizei kStride = sizeof(ImDrawVert);
    const std::size_t start = first_vertex * sizeof(ImDrawVert);
    glVertexAttribPointer(kPosition, 2, GL_FLOAT, GL_FALSE, kStride, offset(start + offsetof(ImDrawVert, pos)));
    glVertexAttribPointer(kTexture, 2, GL_FLOAT, GL_FALSE, kStride, offset(start + offsetof(ImDrawVert, uv)));
    glVertexAttribPointer(kColor, 4, GL_UNSIGNED_BYTE, GL_TRUE, kStride, offset(start + offsetof(ImDrawVert, col)));
  }

  SDL_Window* window_;
  SDL_GLContext context_;
  GLuint program_{0}, vertices_{0}, indices_{0}, texture_{0};
  GLint origin_{0}, scale_{0};
};

}  // namespace

Result<std::unique_ptr<Renderer>> make_gles2_renderer(SDL_Window* window) {
  const SDL_GLContext context = SDL_GL_CreateContext(window);
  if (context == nullptr) return fail(ErrorKind::Unavailable, std::string{"OpenGL ES 2: "} + SDL_GetError());
  auto renderer = std::make_unique<Gles2Renderer>(window, context);
  if (const Status started = renderer->start(); !started) return tl::unexpected(started.error());
  return renderer;
}

}  // namespace tandem::platform
