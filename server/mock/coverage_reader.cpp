#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "server/base/number.h"
#include "server/mock/coverage_json.h"
#include "server/scenario/load/json_reader.h"

namespace zoom_mock {

namespace {

constexpr std::int64_t kMostTimes = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kLongestName = 1000;
constexpr std::string_view kNotPrintable =
    "a name must be printable ASCII, of at most 1,000 characters";
/// Many times as many as a report of ours has.
constexpr std::size_t kMostReportValues = 20'000;
constexpr int kLeastStatus = 100;
constexpr int kMostStatus = 999;

/// Reports are printed to terminals and into other formats.
bool is_printable(std::string_view text) {
  return text.size() <= kLongestName &&
         std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

class Reader {
 public:
  explicit Reader(ProblemSink& sink) : sink_(sink) {}

  CoverageReport read(const JsonNode& root) {
    ObjectReader object(root, "report key", sink_);
    if (!root.is_object()) return {};
    require(object, "zoom_mock_coverage", object.integer("zoom_mock_coverage", 1, 1));
    for (const auto* const derived : {"documented", "least_scopes", "unneeded_scopes"}) {
      object.find(derived);
    }
    CoverageReport report;
    if (const auto* const scopes = list(object, "token_scopes")) {
      for (const auto& scope : scopes->items) report.token_scopes.insert(word(scope));
    }
    if (const auto* const operations = list(object, "operations")) {
      for (const auto& operation : operations->items) {
        report.operations.push_back(read_operation(operation));
      }
    }
    object.finish();
    return report;
  }

 private:
  template <typename Value>
  void require(ObjectReader& object, std::string_view key, const Value& value) {
    if (value || object.find(key) != nullptr) return;
    sink_.error(object.span(), "\"" + std::string(key) + "\" is missing");
  }

  std::string word(const JsonNode& node) {
    if (node.is_string() && is_printable(node.text)) return node.text;
    sink_.error(node.span, node.is_string() ? std::string(kNotPrintable)
                                            : "expected a string, not " + found(node));
    return {};
  }

  std::string word(ObjectReader& object, std::string_view key) {
    const auto* const member = object.find(key);
    require(object, key, member != nullptr);
    return member == nullptr ? std::string() : word(member->value);
  }

  std::uint64_t times(ObjectReader& object, std::string_view key) {
    const auto number = object.integer(key, 0, kMostTimes);
    require(object, key, number);
    return static_cast<std::uint64_t>(number.value_or(0));
  }

  const JsonNode* list(ObjectReader& object, std::string_view key) {
    const auto* const node = object.list(key);
    require(object, key, node != nullptr);
    return node;
  }

  std::vector<Count> counts(ObjectReader& parent, std::string_view key) {
    std::vector<Count> counts;
    const auto* const node = parent.object(key);
    require(parent, key, node != nullptr);
    if (node == nullptr) return counts;
    ObjectReader object(*node, "name", sink_);
    for (const auto& member : node->members) {
      if (!is_printable(member.key)) {
        sink_.error(member.key_span, std::string(kNotPrintable));
        continue;
      }
      counts.push_back({member.key, times(object, member.key)});
    }
    return counts;
  }

  std::map<int, std::uint64_t> statuses(ObjectReader& parent, std::string_view key) {
    std::map<int, std::uint64_t> by_status;
    for (const auto& [name, times] : counts(parent, key)) {
      const auto status = whole_number_in(name).value_or(0);
      if (status >= kLeastStatus && status <= kMostStatus) {
        by_status[static_cast<int>(status)] = times;
      } else {
        sink_.error(parent.find(key)->value.find(name)->key_span, "expected a status, such as 503");
      }
    }
    return by_status;
  }

  AnswerCoverage read_answer(const JsonNode& node) {
    ObjectReader object(node, "answer key", sink_);
    AnswerCoverage answer;
    if (!node.is_object()) return answer;
    answer.reply = word(object, "reply");
    if (const auto* const statuses = list(object, "statuses")) {
      for (const auto& status : statuses->items) {
        if (!status.is_integer() || status.integer < kLeastStatus || status.integer > kMostStatus) {
          sink_.error(status.span, "expected a status, such as 404, not " + found(status));
          continue;
        }
        answer.statuses.push_back(static_cast<int>(status.integer));
      }
    }
    const auto code = object.integer("code", 0, std::numeric_limits<int>::max());
    require(object, "code", code);
    answer.code = static_cast<int>(code.value_or(0));
    const auto provenance =
        object.one_of<Provenance>("provenance", {{"documented", Provenance::kDocumented},
                                                 {"observed", Provenance::kObserved},
                                                 {"assumed", Provenance::kAssumed}});
    require(object, "provenance", provenance);
    answer.provenance = provenance.value_or(Provenance::kAssumed);
    answer.seen = times(object, "seen");
    object.finish();
    return answer;
  }

  OperationCoverage read_operation(const JsonNode& node) {
    ObjectReader object(node, "operation key", sink_);
    OperationCoverage operation;
    if (!node.is_object()) return operation;
    object.find("documented");
    operation.id = word(object, "operation");
    operation.method = word(object, "method");
    operation.path = word(object, "path");
    operation.calls = times(object, "calls");
    if (const auto* const answers = list(object, "answers")) {
      for (const auto& answer : answers->items) operation.answers.push_back(read_answer(answer));
    }
    operation.others = statuses(object, "other_statuses");
    operation.spoilt = times(object, "spoilt_by_faults");
    operation.fields = counts(object, "fields");
    operation.content_types = counts(object, "content_types");
    operation.scopes = counts(object, "scopes");
    operation.unlimited = times(object, "all_scopes");
    operation.least_scope = word(object, "least_scope");
    object.finish();
    return operation;
  }

  ProblemSink& sink_;
};

}  // namespace

CoverageReading read_coverage(const std::string& file, std::string_view text) {
  CoverageReading reading;
  ProblemSink sink(file, text, reading.problems);
  const auto root = read_document(text, JsonComments::kRefused, kMostReportValues, sink);
  if (!root) return reading;
  reading.report = Reader(sink).read(*root);
  sort_problems(reading.problems);
  return reading;
}

}  // namespace zoom_mock
