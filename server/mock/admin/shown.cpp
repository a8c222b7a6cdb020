#include "server/mock/admin/shown.h"

#include <cstddef>

#include "server/base/explanation.h"
#include "server/base/json_text.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/secret.h"

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
  return hides(name) ? hidden(text) : text;
}

std::string Shown::header(const Header& header) {
  if (!hides(header.name)) return header.value;
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
