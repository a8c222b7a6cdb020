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
#include "server/zoom/error_body.h"

namespace zoom_mock {

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

/// What an answer is called in the catalogue; kFound or kCreated when it has a body instead of such
/// a name, and else nothing. The text lives as long as the program.
std::string_view answer_name(const Verdict& verdict);

/// A catalogue reply, and why.
Verdict refusal(std::string_view reply, Explanation explanation);

/// What an operation refuses, by a catalogue reply.
Verdict refused(const Call& call, std::string_view reply, std::string why,
                const Violations& violations = {});

/// An operation's success, by a catalogue reply without a body; usually 204.
Verdict done(const Call& call, std::string_view reply = "done");

/// An operation's success: 200 with this body.
Verdict found(const Call& call, const nlohmann::ordered_json& body);
/// The same, 201.
Verdict created(const Call& call, const nlohmann::ordered_json& body);

}  // namespace zoom_mock
