#include "server/base/explanation.h"
#include "server/base/suggestion.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/coverage_formats.h"

namespace zoom_mock {

Response show_coverage(const AdminRequest& request) {
  const auto name = request.query("format").value_or("json");
  const auto format = find_coverage_format(name);
  if (!format) {
    const auto known = coverage_format_names();
    return admin_error(400, "unknown format " + known_or_masked(name, known) + "; " +
                                suggestion_hint(name, known));
  }
  return text_response(std::string(media_type(*format)),
                       write_coverage(request.context.coverage.report(), *format));
}

}  // namespace zoom_mock
