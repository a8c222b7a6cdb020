#pragma once

#include <set>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/http/secret.h"

namespace zoom_mock {

/// Shows the texts of one request, and remembers what it hid.
class Shown {
 public:
  explicit Shown(Secrets secrets) : secrets_(secrets) {}

  /// Whether what has this name is hidden.
  bool hides(std::string_view name) const;
  /// The text masked, and remembered.
  std::string hidden(const std::string& text);

  /// What has this name. Of a URL the password, and parameters that have a secret's name, are
  /// hidden, too.
  std::string value(std::string_view name, const std::string& text);
  /// A header's value. The scheme of credentials is no secret.
  std::string header(const Header& header);
  /// A text of ours without what was hidden, which it may repeat.
  std::string without_hidden(std::string text) const;

  bool has_hidden() const { return has_hidden_; }
  bool hides_anything() const { return secrets_ == Secrets::kMasked; }

 private:
  std::string without_url_secrets(const std::string& text);

  const Secrets secrets_;
  bool has_hidden_ = false;
  std::set<std::string> hidden_;
};

}  // namespace zoom_mock
