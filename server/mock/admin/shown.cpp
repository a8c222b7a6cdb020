#include "server/mock/admin/shown.h"

#include <algorithm>
#include <cstddef>

#include "server/base/explanation.h"
#include "server/base/json_text.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/secret.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

/// Shorter texts are no secrets that a response could be searched for.
constexpr std::size_t kShortest = 4;

}  // namespace

bool Shown::hides(std::string_view name) const {
  return secrets_ == Secrets::kMasked && names_secret(name);
}

std::string Shown::hidden(const std::string& text) {
  has_hidden_ = true;
  if (text.size() >= kShortest) hidden_.insert(text);
  return masked(text);
}

std::string Shown::value(std::string_view name, const std::string& text) {
  return hides(name) ? hidden(text) : without_url_secrets(text);
}

/// The text as it is when it is no URL.
std::string Shown::without_url_secrets(const std::string& text) {
  const auto scheme_end = text.find("://");
  if (scheme_end == text.npos) return text;
  const std::string_view url = text;
  const auto authority =
      url.substr(scheme_end + 3, url.find_first_of("/?#", scheme_end + 3) - scheme_end - 3);
  const auto user = authority.substr(0, std::min(authority.rfind('@'), authority.size()));
  const auto colon = user.find(':');
  const bool has_password = user.size() < authority.size() && colon != user.npos;
  if (has_password && hides("password")) hidden(std::string(user.substr(colon + 1)));
  auto rest = url.substr(std::min(url.find_first_of("?#"), url.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const auto parameter = rest.substr(0, rest.find_first_of("&?#"));
    const auto name = parameter.substr(0, parameter.find('='));
    const auto value_begin = std::min(name.size() + 1, parameter.size());
    if (hides(percent_decode(name))) hidden(std::string(parameter.substr(value_begin)));
    rest.remove_prefix(parameter.size());
  }
  return without_hidden(text);
}

std::string Shown::header(const Header& header) {
  if (!hides(header.name)) return without_url_secrets(header.value);
  const auto [scheme, credentials] = parse_credentials(header.value);
  const bool is_known = iequals(scheme, "Bearer") || iequals(scheme, "Basic");
  if (!is_known || credentials.empty()) return hidden(header.value);
  return std::string(scheme) + " " + hidden(std::string(credentials));
}

std::string Shown::without_hidden(std::string text) const {
  for (const auto& secret : hidden_) {
    const auto quoted = json_string(secret);
    for (const auto& form : {secret, quoted.substr(1, quoted.size() - 2)}) {
      for (auto at = text.find(form); at != text.npos; at = text.find(form, at)) {
        text.replace(at, form.size(), masked(secret));
        at += masked(secret).size();
      }
    }
  }
  return text;
}

}  // namespace zoom_mock
