#include "server/mock/admin/request_copy.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "server/base/explanation.h"
#include "server/http/form.h"
#include "server/http/grammar.h"
#include "server/http/target.h"
#include "server/mock/admin/exchange_json.h"

namespace zoom_mock {

namespace {

/// What belongs to the connection, or follows from the rest.
constexpr std::array<std::string_view, 5> kOwn = {"Host", "Content-Length", "Transfer-Encoding",
                                                  "Connection", "Expect"};

bool is_own(std::string_view name) {
  return std::ranges::any_of(kOwn, [&](std::string_view own) { return iequals(own, name); });
}

/// The query as it was sent, but for the values that are hidden.
std::string shown_query(std::string_view query, Shown& shown) {
  std::string text;
  while (!query.empty()) {
    const auto piece = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(piece.size() + 1, query.size()));
    const auto name = piece.substr(0, piece.find('='));
    text += (text.empty() ? "?" : "&") + std::string(name);
    if (name.size() == piece.size()) continue;
    const auto value = std::string(piece.substr(name.size() + 1));
    text += "=" + shown.value(percent_decode(name), value);
  }
  return text;
}

/// Whether each part is a field that can be written down again.
bool is_plain_form(const Form& form) {
  return form.kind == FormKind::kMultipart && form.defect.empty() &&
         std::ranges::none_of(form.entries,
                              [](const FormField& field) { return field.filename.has_value(); });
}

void copy_body(const Request& request, Shown& shown, RequestCopy& copy) {
  if (request.body.empty()) return;
  const auto form = read_form(request);
  if (is_plain_form(form)) {
    copy.fields.emplace();
    for (const auto& field : form.entries) {
      copy.fields->emplace_back(field.name, shown.value(field.name, field.value));
    }
    std::erase_if(copy.headers,
                  [](const Header& header) { return iequals(header.name, "Content-Type"); });
  } else if (!shown.hides_anything()) {
    copy.body = request.body;
  } else if (form.json && form.defect.empty()) {
    Shown of_body(Secrets::kMasked);
    const auto body = body_json(*form.json, of_body);
    copy.body = of_body.has_hidden()
                    ? body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
                    : request.body;
    if (of_body.has_hidden()) shown.hidden({});
  } else {
    copy.remarks.push_back("The body of " + std::to_string(request.body.size()) +
                           " bytes is left out: it may hold secrets that nobody can find in it.");
  }
}

}  // namespace

RequestCopy copy_of(const Exchange& exchange, const std::string& base_url, Secrets secrets) {
  const auto& request = exchange.request;
  Shown shown(secrets);
  RequestCopy copy;
  copy.method = request.method;
  const auto target = split_target(request.target);
  copy.url = base_url + target.path + shown_query(target.query.value_or(""), shown);
  for (const auto& header : request.headers) {
    if (!is_own(header.name)) copy.headers.push_back({header.name, shown.header(header)});
  }
  copy.content_type = request.headers.find("Content-Type").value_or("");
  copy_body(request, shown, copy);
  if (shown.has_hidden()) {
    copy.remarks.emplace_back(
        "Secrets are masked, as in ab..(12): put them back, or start the server with "
        "--show-secrets.");
  }
  return copy;
}

}  // namespace zoom_mock
