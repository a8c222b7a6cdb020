#pragma once

#include <string>

#include "server/commands/reply_listing.h"

namespace zoom_mock {

/// What is mocked, in Markdown: each operation, its answers, how far they can be trusted, and what
/// leads to them; then what belongs to no operation. Whole, it is the file SUPPORTED.md.
std::string support_table(const ReplySelection& selection);

}  // namespace zoom_mock
