#include "server/scenario/load/panelist_loader.h"

#include <algorithm>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/json_text.h"
#include "server/scenario/load/details_loader.h"
#include "server/zoom/email.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

Details details_of_panelist(const JsonNode& node, ProblemSink& sink) {
  if (node.is_string()) {
    if (!is_email(node.text)) {
      sink.error(node.span, quote(node.text) + " is no e-mail address such as ada@example.com");
    }
    return {{"email", json_string(node.text)}};
  }
  if (!node.is_object()) {
    sink.error(node.span, "a panelist must be an e-mail address or an object, not " + found(node));
    return {};
  }
  ObjectReader object(node, "panelist key", sink);
  Details details;
  read_details(object, panelist_fields(), details, sink);
  if (object.finish() && object.find("email") == nullptr) {
    sink.error(node.span, R"(a panelist needs an "email")");
  }
  return details;
}

}  // namespace

std::vector<Panelist> read_panelists(const JsonNode& list, ProblemSink& sink) {
  std::vector<Panelist> panelists;
  for (const auto& node : list.items) {
    const auto* const said = node.is_string() ? &node : node.value_of("email");
    Panelist panelist{.email = said != nullptr && said->is_string() ? said->text : std::string(),
                      .details = details_of_panelist(node, sink)};
    panelist.id = user_id_of(panelist.email);
    const bool is_twin = std::ranges::any_of(panelists, [&](const Panelist& other) {
      return is_same_email(other.email, panelist.email);
    });
    if (is_twin && !panelist.email.empty()) {
      sink.error(node.span, "two panelists have the address " + quote(panelist.email));
    }
    panelists.push_back(std::move(panelist));
  }
  return panelists;
}

}  // namespace zoom_mock
