#include "server/mock/webhooks/recording_news.h"

#include <nlohmann/json.hpp>
#include <string>

#include "server/http/host.h"
#include "server/mock/download_token.h"
#include "server/mock/recording_json.h"
#include "server/mock/webhooks/announce.h"

namespace zoom_mock {

Announcement recording_news(std::string_view event, const KnownRecording& known,
                            const Session& session, std::string_view origin,
                            const TokenIssuer& issuer, Clock::TimePoint now) {
  using Json = nlohmann::ordered_json;
  Announcement news{.event = std::string(event), .meeting = known.meeting};
  news.recording = recording_event_json(known, session, origin)
                       .dump(-1, ' ', false, Json::error_handler_t::replace);
  if (event != "recording.deleted") {
    news.download_token =
        download_token(issuer, session, known.meeting, now + kDownloadTokenLifetime);
  }
  return news;
}

void announce_recording(const Call& call, std::string_view event, const KnownRecording& known) {
  if (!is_heard(call)) return;
  announce(call, recording_news(event, known, *call.session, origin_of(call.request), *call.issuer,
                                call.now));
}

}  // namespace zoom_mock
