#pragma once

#include <string>
#include <string_view>

#include "server/mock/call.h"
#include "server/mock/exchange.h"

namespace zoom_mock {

/// All texts of an exchange as one, so that the journal needs one piece of memory for them. The
/// response's body is cut after 64 KiB.
std::string pack_texts(const Call& call, const Response& response);

/// Gives them back; `packed` is what pack_texts() made.
void unpack_texts(std::string_view packed, Exchange& exchange);

}  // namespace zoom_mock
