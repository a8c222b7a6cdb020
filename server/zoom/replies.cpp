#include "server/zoom/replies.h"

#include <algorithm>

namespace zoom_mock {

std::string_view profile_name(Profile profile) {
  return profile == Profile::kDocumented ? "documented" : "current";
}

std::string_view provenance_name(Provenance provenance) {
  switch (provenance) {
    case Provenance::kDocumented:
      return "documented";
    case Provenance::kObserved:
      return "observed";
    case Provenance::kAssumed:
      return "assumed";
  }
  return "assumed";
}

std::vector<std::string> reply_names() {
  std::vector<std::string> names;
  for (const auto& reply : catalogue()) names.emplace_back(reply.name);
  return names;
}

const CatalogueReply* find_reply(std::string_view name) {
  const auto replies = catalogue();
  const auto found = std::ranges::find(replies, name, &CatalogueReply::name);
  return found == replies.end() ? nullptr : &*found;
}

}  // namespace zoom_mock
