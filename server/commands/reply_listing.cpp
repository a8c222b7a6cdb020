#include "server/commands/reply_listing.h"

#include <algorithm>

#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

std::string counted_provenances(const std::vector<ListedReply>& replies, Profile profile) {
  std::string text = "in profile " + std::string(profile_name(profile));
  for (const auto provenance :
       {Provenance::kDocumented, Provenance::kObserved, Provenance::kAssumed}) {
    const auto count = std::ranges::count_if(replies, [&](const ListedReply& listed) {
      return listed.reply.wording(profile).provenance == provenance;
    });
    text += provenance == Provenance::kDocumented ? " " : ", ";
    text += std::to_string(count) + " " + std::string(provenance_name(provenance));
  }
  return text;
}

}  // namespace

std::vector<Profile> ReplySelection::profiles() const {
  if (profile) return {*profile};
  return {Profile::kDocumented, Profile::kCurrent};
}

std::vector<ListedReply> operations_wordings(const CatalogueReply& reply,
                                             const ReplySelection& selection) {
  std::vector<ListedReply> wordings;
  for (const auto& operation : operations()) {
    const auto& own = operation.rewordings;
    if (std::ranges::find(own, reply.name, &Rewording::reply) == own.end()) continue;
    const auto reworded = worded_by(&operation, reply);
    if (selection.includes(reworded)) wordings.push_back({reworded, operation.id});
  }
  return wordings;
}

std::vector<ListedReply> listed_replies(const ReplySelection& selection) {
  std::vector<ListedReply> replies;
  for (const auto& reply : catalogue()) {
    if (selection.includes(reply)) replies.push_back({reply});
    const auto wordings = operations_wordings(reply, selection);
    replies.insert(replies.end(), wordings.begin(), wordings.end());
  }
  return replies;
}

std::string provenance_counts(const ReplySelection& selection) {
  const auto replies = listed_replies(selection);
  const auto own = std::ranges::count_if(
      replies, [](const ListedReply& listed) { return !listed.operation.empty(); });
  const auto listed = static_cast<std::ptrdiff_t>(replies.size()) - own;
  auto text = std::to_string(listed) + " replies of the catalogue, and " + std::to_string(own) +
              " wordings of single operations";
  for (const auto profile : selection.profiles()) {
    text += (text.find("profile") == text.npos ? ": " : "; ");
    text += counted_provenances(replies, profile);
  }
  return text + ".";
}

}  // namespace zoom_mock
