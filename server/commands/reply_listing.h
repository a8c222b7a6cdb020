#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/zoom/replies.h"

namespace zoom_mock {

/// What of the catalogue is shown.
struct ReplySelection {
  std::optional<Profile> profile;  ///< nothing: both
  bool differing_only = false;     ///< only what the profiles number or word differently

  bool is_whole() const { return !profile && !differing_only; }
  bool includes(const CatalogueReply& reply) const { return !differing_only || reply.differs(); }
  std::vector<Profile> profiles() const;
};

/// A reply as the catalogue has it, or as one operation words it.
struct ListedReply {
  CatalogueReply reply;
  std::string_view operation = {};  ///< whose wording it is; empty: the catalogue's
};

/// As the operations word it that do so in their own way.
std::vector<ListedReply> operations_wordings(const CatalogueReply& reply,
                                             const ReplySelection& selection);

/// The catalogue in its order, each reply followed by the operations' wordings.
std::vector<ListedReply> listed_replies(const ReplySelection& selection);

/// One sentence: how many replies and wordings of single operations there are, and how many of all
/// these are documented, observed and assumed in each profile.
std::string provenance_counts(const ReplySelection& selection);

}  // namespace zoom_mock
