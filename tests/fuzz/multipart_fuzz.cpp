// Input: the Content-Type up to the first LF, then the body.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "server/http/multipart.h"
#include "tests/fuzz/input.h"

using namespace zoom_mock;

namespace {

bool is_line(std::string_view text) {
  return !text.empty() && text.size() < 1024 &&
         std::ranges::all_of(text, [](char c) { return c >= 0x20 && c <= 0x7E; });
}

bool same_part(const Part& left, const Part& right) {
  return left.name == right.name && left.filename == right.filename &&
         left.content_type == right.content_type && left.content == right.content &&
         left.offset == right.offset;
}

bool same(const Multipart& left, const Multipart& right) {
  return left.defect == right.defect && left.explanation == right.explanation &&
         left.notes == right.notes && std::ranges::equal(left.parts, right.parts, same_part);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = as_text(data, size);
  const auto content_type = input.substr(0, input.find('\n'));
  const auto body = input.substr(std::min(content_type.size() + 1, size));

  const auto result = parse_multipart(content_type, body);

  std::size_t end = 0;
  for (const auto& part : result.parts) {
    require(!part.name.empty());
    require(part.offset >= end);
    require(body.substr(part.offset).starts_with(part.content));
    end = part.offset + part.content.size();
  }
  require(result.parts.size() <= kMaxParts);
  require(std::ranges::all_of(result.notes, is_line));
  if (result.defect == MultipartDefect::kNone) {
    require(result.explanation.empty());
  } else {
    require(is_line(result.explanation));
  }
  require(same(result, parse_multipart(content_type, body)));
  return 0;
}
