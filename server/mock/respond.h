#pragma once

#include "server/http/message.h"
#include "server/mock/call.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// Makes the response of a verdict: the catalogue's wording in the call's profile, and what the
/// scenario puts over it. Placeholders get their values from the verdict, else from the call.
Response respond(Verdict verdict, const Call& call);

}  // namespace zoom_mock
