#pragma once

#include <string_view>

#include "server/http/message.h"
#include "server/mock/admin/shown.h"

namespace zoom_mock {

/// Has hidden what an answer tells that is as secret as what requests bear: in JSON the texts
/// in what has a secret's name, in other text the tokens and stream keys that it names, and the
/// parameters of where it redirects to. The texts themselves are for shown.without_hidden().
void hide_secrets_of_answer(std::string_view body, const Headers& headers, Shown& shown);

}  // namespace zoom_mock
