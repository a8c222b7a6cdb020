#include <iomanip>
#include <ostream>

#include "server/commands/commands.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

namespace {

constexpr int kNameWidth = 30;

void print(const CatalogueReply& reply, Profile profile, std::string_view name, std::ostream& out) {
  const auto& wording = reply.wording(profile);
  out << std::left << std::setw(kNameWidth) << name << wording.status << "  " << std::right
      << std::setw(4) << (reply.code == 0 ? "-" : std::to_string(reply.code)) << "  " << std::left
      << std::setw(12) << provenance_name(wording.provenance)
      << (wording.message.empty() ? "(no body)" : wording.message) << "\n"
      << std::string(kNameWidth, ' ') << wording.source << "\n";
}

}  // namespace

int list_replies(std::ostream& out) {
  out << std::left << std::setw(kNameWidth) << "reply"
      << "http  code  provenance  message, source\n";
  for (const auto& reply : catalogue()) {
    print(reply, Profile::kDocumented, reply.name, out);
    const bool differs = reply.current.status != reply.documented.status ||
                         reply.current.message != reply.documented.message;
    if (differs) print(reply, Profile::kCurrent, "  in profile current", out);
  }
  return kDone;
}

}  // namespace zoom_mock
