#include "server/http/boundary.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMaxLength = 70;  // RFC 2046, 5.1.1

/// Why a text is not a boundary; empty when it is one.
std::string problem_of(std::string_view text) {
  if (text.empty() || text.size() > kMaxLength) {
    return "boundary " + quote(text) + " is " + std::to_string(text.size()) +
           " bytes long; RFC 2046 allows 1 to " + std::to_string(kMaxLength);
  }
  if (const auto bad = std::ranges::find_if_not(text, is_boundary_byte); bad != text.end()) {
    return "boundary " + quote(text) + " holds " + quote({&*bad, 1}) +
           "; RFC 2046 allows letters, digits, spaces and '()+_,-./:=?";
  }
  if (text.back() == ' ') return "boundary " + quote(text) + " ends in a space";
  return "";
}

}  // namespace

Boundary read_boundary(std::string_view content_type) {
  const auto type = parse_header_value(content_type);
  if (!iequals(type.kind, "multipart/form-data")) {
    return {"", "Content-Type is " + known_or_masked(type.kind, usual_media_types()) +
                    ", not multipart/form-data"};
  }
  if (!type.problem.empty()) return {"", "Content-Type " + std::string(type.problem)};
  const auto* boundary = type.find("boundary");
  if (!boundary) {
    return {"",
            "Content-Type has no boundary: a client library adds one when Content-Type is "
            "not set by hand"};
  }
  const auto& text = boundary->value;
  if (auto problem = problem_of(text); !problem.empty()) return {"", std::move(problem)};
  if (boundary->in_quotes || is_token(text)) return {text};
  return {text, "", "boundary " + quote(text) + " needs double quotes in Content-Type"};
}

}  // namespace zoom_mock
