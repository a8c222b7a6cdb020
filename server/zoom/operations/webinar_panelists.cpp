#include <array>

#include "server/zoom/object_fields.h"
#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

constexpr std::array kPanelistFields = {
    FieldRule{.name = "name", .max_bytes = 128, .fallback = R"("")"},
    FieldRule{.name = "email", .kind = kEmail, .max_bytes = 128, .required = true},
    FieldRule{.name = "name_tag_id", .max_bytes = 64},
    FieldRule{.name = "name_tag_name", .max_bytes = 128},
    FieldRule{.name = "name_tag_pronouns", .max_bytes = 128},
    FieldRule{.name = "name_tag_description", .max_bytes = 256},
    FieldRule{.name = "virtual_background_id", .max_bytes = 64},
};

constexpr std::array kPanelistBody = {
    FieldRule{.name = "panelists",
              .kind = kList,
              .max = 30,
              .sample = R"([{"name":"Jill Chill","email":"jchill@example.com"}])"},
};

constexpr Names<4> kAddPanelistScopes = {"webinar:write", "webinar:write:admin",
                                         "webinar:write:panelist", "webinar:write:panelist:admin"};
constexpr Names<4> kListPanelistsScopes = {"webinar:read", "webinar:read:admin",
                                           "webinar:read:list_panelists",
                                           "webinar:read:list_panelists:admin"};
constexpr Names<4> kDeletePanelistScopes = {"webinar:write", "webinar:write:admin",
                                            "webinar:delete:panelist",
                                            "webinar:delete:panelist:admin"};

constexpr Names<3> kAddPanelistAnswers = {kCreated, "webinar-panelists-full", "session-full"};
constexpr Names<1> kListPanelistsAnswers = {kFound};
constexpr Names<2> kDeletePanelistAnswers = {"done", "session-full"};

constexpr std::array kPanelistWordings = {kWebinarHostAbsent};

constexpr std::array kPanelistOperations = {
    Operation{.id = "webinarPanelistCreate",
              .method = "POST",
              .path = "/v2/webinars/{webinarId}/panelists",
              .id_kind = kWebinar,
              .label = kMedium,
              .scopes = kAddPanelistScopes,
              .answers = kAddPanelistAnswers,
              .fields = kPanelistBody,
              .needs_license = true,
              .rewordings = kPanelistWordings,
              .sample_id = "92674392836",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinarPanelists",
              .method = "GET",
              .path = "/v2/webinars/{webinarId}/panelists",
              .id_kind = kWebinar,
              .label = kMedium,
              .scopes = kListPanelistsScopes,
              .answers = kListPanelistsAnswers,
              .needs_license = true,
              .rewordings = kPanelistWordings,
              .sample_id = "92674392836",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinarPanelistDelete",
              .method = "DELETE",
              .path = "/v2/webinars/{webinarId}/panelists/{panelistId}",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kDeletePanelistScopes,
              .answers = kDeletePanelistAnswers,
              .needs_license = true,
              .rewordings = kPanelistWordings,
              .sample_id = "92674392836",
              .sample_item = "jchill@example.com",
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> webinar_panelist_operations() { return kPanelistOperations; }

std::span<const FieldRule> panelist_fields() { return kPanelistFields; }

}  // namespace zoom_mock
