#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/json_source.h"
#include "server/base/violation.h"
#include "server/http/message.h"

namespace zoom_mock {

/// A field of a request's body, whichever way it travelled.
struct FormField {
  std::string name;   ///< of a member of a JSON object in it: settings.layout; of a JSON key with a
                      ///< dot: [a.b]
  std::string value;  ///< bytes, untouched; a JSON string decoded
  std::optional<std::string> filename;  ///< present: the part was a file, not a field
  /// False: a JSON value that is not a string. Its value is as written, and empty for an object or
  /// a list.
  bool is_text = true;
  bool has_members = false;  ///< a JSON object, whose members are fields of their own
};

enum class FormKind {
  kNone,         ///< no body and no Content-Type
  kMultipart,    ///< multipart/form-data
  kJson,         ///< application/json
  kUnsupported,  ///< anything else
};

/// What a body says, read once per request.
struct Form {
  FormKind kind = FormKind::kNone;
  std::vector<FormField> entries;  ///< in order of arrival, files and duplicates included
  std::optional<JsonNode> json;    ///< the whole body when it is JSON
  /// Why the body could not be read; one ASCII line. Empty: it could.
  std::string defect;
  Violations violations;  ///< what is wrong with the body as such, and which fields are repeated
  /// What is odd but accepted: duplicates, files, unquoted names.
  std::vector<std::string> notes;

  /// The value of that name in a JSON body, "settings.layout" in "settings"; null: there is none.
  const JsonNode* json_at(std::string_view name) const;
  /// The first field of that name; a file is not a field.
  const FormField* find(std::string_view name) const;
  /// How many fields have that name.
  std::size_t count(std::string_view name) const;
  /// The names of all fields and files, in order, each once; of what has members, theirs.
  std::vector<std::string> names() const;
};

/// What a body is by how it begins: "JSON", "a multipart form", "a URL-encoded form"; empty: nobody
/// can tell.
std::string_view appearance_of(std::string_view body);

/// No request of the API has a tenth of that.
inline constexpr std::size_t kMostJsonValues = 10'000;

/// Reads a request's body by its Content-Type. Never throws on any input.
Form read_form(const Request& request);

}  // namespace zoom_mock
