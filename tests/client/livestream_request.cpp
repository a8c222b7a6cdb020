#include "tests/client/livestream_request.h"

#include <algorithm>
#include <cctype>
#include <random>
#include <regex>
#include <utility>

namespace zoom_livestream {
namespace {

std::string random_boundary() {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::random_device random;
  std::uniform_int_distribution<std::size_t> digit(0, kHex.size() - 1);
  std::string boundary = "livestream-";
  for (int i = 0; i < 32; ++i) boundary += kHex[digit(random)];
  return boundary;
}

}  // namespace

std::optional<BaseUrl> parse_base_url(const std::string& url) {
  static const std::regex kShape(
      R"(((https?)://(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?)((?:/[^/?#\s]+)*)/?)");
  std::smatch part;
  if (!std::regex_match(url, part, kShape)) return std::nullopt;
  if (part[3].matched && std::stoi(part[3]) > 65'535) return std::nullopt;
  return BaseUrl{part[1], part[4], part[2] == "https"};
}

bool fits_a_header(std::string_view token) {
  return std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string encode_path_segment(std::string_view segment) {
  static constexpr std::string_view kUnencoded = "-._~:@";
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : segment) {
    const auto byte = static_cast<unsigned char>(c);
    const bool alphanumeric = byte < 0x80 && std::isalnum(byte) != 0;
    if (alphanumeric || kUnencoded.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += {'%', kHex[byte >> 4U], kHex[byte & 0xFU]};
    }
  }
  return encoded;
}

Form encode_form(const FormFields& fields, const std::function<std::string()>& draw_boundary) {
  std::string boundary;
  const auto occurs = [&boundary](const auto& field) {
    return field.second.find(boundary) != std::string_view::npos;
  };
  do {
    boundary = draw_boundary ? draw_boundary() : random_boundary();
  } while (std::any_of(fields.begin(), fields.end(), occurs));

  std::string body;
  for (const auto& [name, value] : fields) {
    body.append("--").append(boundary).append("\r\n");
    body.append("Content-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n");
    body.append(value).append("\r\n");
  }
  body.append("--").append(boundary).append("--\r\n");
  return {"multipart/form-data; boundary=" + boundary, std::move(body)};
}

}  // namespace zoom_livestream
