#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/explanation.h"
#include "server/scenario/stub.h"

namespace zoom_mock {

/// One entry of `errors` in a validation error.
struct FieldError {
  std::string field;
  std::string message;
};

/// The values behind the placeholders of a reply, by name.
using Facts = std::vector<std::pair<std::string, std::string>>;

/// What a step decided to answer; the response is made of it.
struct Verdict {
  Reply reply;
  Explanation explanation;
  std::vector<FieldError> field_errors;
  Facts facts;  ///< beside those of the request
};

/// A catalogue reply, and why.
inline Verdict refusal(std::string_view reply, Explanation explanation) {
  Verdict verdict;
  verdict.reply.use = reply;
  verdict.explanation = std::move(explanation);
  return verdict;
}

}  // namespace zoom_mock
