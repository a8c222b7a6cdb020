#pragma once

#include <array>
#include <string_view>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

// What is said of who registers, for a meeting and for a webinar alike.

inline constexpr std::string_view kNoText = R"("")";
inline constexpr Names<6> kTimeFrames = {"",           "Within a month",     "1-3 months",
                                         "4-6 months", "More than 6 months", "No timeframe"};
inline constexpr Names<5> kPurchaseRoles = {"", "Decision Maker", "Evaluator/Recommender",
                                            "Influencer", "Not involved"};
/// Of who registers; what a list shows has other ranges.
inline constexpr Names<9> kEmployeeRanges = {
    "",          "1-20",        "21-50",        "51-100",          "101-500",
    "500-1,000", "1,001-5,000", "5,001-10,000", "More than 10,000"};
inline constexpr Names<14> kLanguages = {"en-US", "de-DE", "es-ES", "fr-FR", "jp-JP",
                                         "pt-PT", "ru-RU", "zh-CN", "zh-TW", "ko-KO",
                                         "it-IT", "vi-VN", "pl-PL", "Tr-TR"};

/// Assumed: the limit.
constexpr FieldRule text_rule(std::string_view name) {
  return {.name = name, .max_bytes = 256, .fallback = kNoText};
}

inline constexpr std::array kRegistrantFields = {
    FieldRule{.name = "email",
              .kind = FieldKind::kEmail,
              .max_bytes = 128,
              .required = true,
              .sample = "jchill@example.com"},
    FieldRule{
        .name = "first_name", .min_bytes = 1, .max_bytes = 64, .required = true, .sample = "Jill"},
    FieldRule{.name = "last_name", .max_bytes = 64, .fallback = kNoText},
    text_rule("address"),
    text_rule("city"),
    text_rule("country"),
    text_rule("zip"),
    text_rule("state"),
    text_rule("phone"),
    text_rule("industry"),
    text_rule("org"),
    text_rule("job_title"),
    FieldRule{.name = "purchasing_time_frame", .values = kTimeFrames, .fallback = kNoText},
    FieldRule{.name = "role_in_purchase_process", .values = kPurchaseRoles, .fallback = kNoText},
    FieldRule{.name = "no_of_employees", .values = kEmployeeRanges, .fallback = kNoText},
    text_rule("comments"),
    FieldRule{.name = "custom_questions", .kind = FieldKind::kList, .max = 100, .fallback = "[]"},
};

inline constexpr Names<3> kRegistrantActions = {"approve", "cancel", "deny"};
inline constexpr std::array kRegistrantStatusFields = {
    FieldRule{
        .name = "action", .values = kRegistrantActions, .required = true, .sample = "approve"},
    FieldRule{.name = "registrants", .kind = FieldKind::kList, .max = 30},
};

inline constexpr Names<3> kRegistrantStates = {"pending", "approved", "denied"};

}  // namespace zoom_mock
