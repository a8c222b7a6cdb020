#include "server/http/form_data.h"

namespace zoom_mock {

namespace {

/// What would end the quotes around a name.
std::string escaped_name(std::string_view name) {
  std::string escaped;
  for (const char c : name) {
    escaped += c == '"' ? "%22" : c == '\r' ? "%0D" : c == '\n' ? "%0A" : std::string(1, c);
  }
  return escaped;
}

}  // namespace

std::string form_data(const FieldList& fields, std::string_view boundary) {
  const auto delimiter = "--" + std::string(boundary);
  std::string body;
  for (const auto& [name, value] : fields) {
    body += delimiter + "\r\nContent-Disposition: form-data; name=\"" + escaped_name(name) +
            "\"\r\n\r\n" + value + "\r\n";
  }
  return body + delimiter + "--\r\n";
}

}  // namespace zoom_mock
