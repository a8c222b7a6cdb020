#pragma once

#include <string_view>
#include <vector>

#include "server/mock/session.h"
#include "server/scenario/world.h"

namespace zoom_mock {

// Who speaks at a webinar.

/// Whoever has that id or address; null: nobody.
const Panelist* find_panelist(const Meeting& webinar, std::string_view name);

/// What became of a request to add some.
enum class Inviting { kDone, kWebinarFull, kSessionFull };

/// Adds all of those, who have no ids yet, or none. Who has that address already stays who they
/// are, and gets what is newly said of them: assumed.
Inviting add_panelists(Session& session, std::string_view webinar,
                       const std::vector<Panelist>& wanted);

/// Removes whoever has that id or address. False, and nothing is done: the session is full.
bool remove_panelist(Session& session, std::string_view webinar, std::string_view name);

}  // namespace zoom_mock
