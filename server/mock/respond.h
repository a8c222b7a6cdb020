#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/form.h"
#include "server/http/message.h"
#include "server/mock/verdict.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

/// Where the placeholders of a reply get their values from.
struct ReplyContext {
  Profile profile = Profile::kDocumented;
  const Headers& headers;  ///< of the request, for {header.NAME}
  const Form& form;        ///< of the request, for {field.NAME}
  /// Everything else, by name; empty when there is nothing of that name.
  std::function<std::string(std::string_view name)> fact = {};
};

/// Makes the response of a verdict: the catalogue's wording, and what the scenario puts over it.
Response respond(const Verdict& verdict, const ReplyContext& context);

}  // namespace zoom_mock
