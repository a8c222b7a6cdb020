#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/explanation.h"
#include "server/mock/call.h"
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
  std::vector<FieldError> field_errors = {};
  Facts facts = {};  ///< before those of the call
  /// JSON that is sent as it is: it may hold a client's text, whose braces are not placeholders.
  std::optional<std::string> body = {};
};

/// A catalogue reply, and why.
Verdict refusal(std::string_view reply, Explanation explanation);

/// What an operation refuses, by a catalogue reply.
Verdict refused(const Call& call, std::string_view reply, std::string why,
                const Violations& violations = {});

/// An operation's success, by a catalogue reply without a body.
Verdict done(const Call& call, std::string_view reply);

/// An operation's success: 200 with this body.
Verdict found(const Call& call, const nlohmann::ordered_json& body);

}  // namespace zoom_mock
