#include <nlohmann/json.hpp>

#include "server/mock/operation_functions.h"
#include "server/mock/participant.h"
#include "server/mock/past_meeting.h"

namespace zoom_mock {

/// "Get past meeting participants": 200 with who was there, page by page.
///
/// Source: documented, S25.
Verdict past_meeting_participants(const Call& call, Session& session) {
  PastSitting past;
  if (auto refusal = find_past(call, session, past)) return *refusal;
  return participants_page(
      call, session, past,
      [](const PastSitting& of, std::size_t place, const Session& in, const std::string& id) {
        auto item = participant_item(of, place, in);
        item["registrant_id"] = id;
        item["internal_user"] = !item["id"].get_ref<const std::string&>().empty();
        return item;
      });
}

}  // namespace zoom_mock
