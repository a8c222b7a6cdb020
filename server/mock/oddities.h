#pragma once

#include "server/base/explanation.h"
#include "server/mock/call.h"

namespace zoom_mock {

/// Adds to an explanation what departs from the contract and is no reason to refuse: a token in the
/// query, and of an operation's call, once its body was read, a query and fields that it does not
/// have, values that nobody can have meant, and in the current profile a multipart form. At most a
/// few notes.
void add_oddities(const Call& call, Explanation& explanation);

}  // namespace zoom_mock
